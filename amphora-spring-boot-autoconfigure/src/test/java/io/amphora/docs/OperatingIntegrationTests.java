/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The commands of {@code docs/operating.md}.
 */
class OperatingIntegrationTests {

	private static final Page PAGE = Page.of(Repository.root().resolve("docs/operating.md"));

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "amphora.embedded.enabled=true", "amphora.server.service-name=simplemath",
					"amphora.clients.simplemath.timeout=20s", "management.endpoints.web.exposure.include=amphora")
			.run();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void endpointShowsServersAndClients() throws Exception {
		JsonNode described = run("look");
		JsonNode server = described.at("/servers/0");
		assertThat(server.at("/service").stringValue()).isEqualTo("simplemath");
		assertThat(server.at("/queue").stringValue()).isEqualTo("rpc_simplemath_request");
		assertThat(server.at("/functions/0")).isEqualTo(JsonMapper.shared().readTree("""
				{"name": "add", "result": "int", "parameters": [
					{"name": "x", "type": "int", "required": true},
					{"name": "y", "type": "int", "required": true}]}"""));
		assertThat(described.at("/clients/0/state").stringValue()).isEqualTo("SERVING");
		assertThat(described.toString()).doesNotContain("password").doesNotContain("username");
	}

	@Test
	void serversPrepareToStopAndResume() throws Exception {
		AmphoraServer server = application.getBean(AmphoraServer.class);
		JsonNode prepared = run("prepare-stop");
		assertThat(prepared.at("/servers/0/state").stringValue()).isEqualTo("PREPARING_STOP");
		assertThat(prepared.propertyNames()).containsExactly("servers");
		await().until(() -> !server.serving());
		JsonNode resumed = run("resume");
		assertThat(resumed.at("/servers/0/state").stringValue()).isEqualTo("SERVING");
		assertThat(resumed.at("/servers/0/serving").booleanValue()).isTrue();
		assertThat(run("stop-consumer").at("/servers/0/serving").booleanValue()).isFalse();
		assertThat(server.state()).isEqualTo(ServerState.PREPARING_STOP);
		assertThat(run("start-consumer").at("/servers/0/serving").booleanValue()).isTrue();
		assertThat(server.state()).isEqualTo(ServerState.SERVING);
	}

	@Test
	void unknownServiceIsNamedInTheResponse() throws Exception {
		String command = command("stop-consumer").replace("simplemath", "simplemth").replace("-fsS", "-sS");
		assertThat(execute(command).at("/message").stringValue())
			.isEqualTo("This application does not serve 'simplemth'. It serves 'simplemath'");
		assertThatExceptionOfType(AssertionError.class).as("status 400")
			.isThrownBy(() -> execute(command.replace("-sS", "-fsS")));
	}

	private static JsonNode run(String name) throws IOException, InterruptedException {
		return execute(command(name));
	}

	private static JsonNode execute(String documented) throws IOException, InterruptedException {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		String command = documented.replace("localhost:8080", "localhost:" + port);
		Process process = new ProcessBuilder("bash", "-c", command).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String reply = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(command).isZero();
		return JsonMapper.shared().readTree(reply);
	}

	/** The command whose first line is a comment with this name. */
	private static String command(String name) {
		return PAGE.fences()
			.stream()
			.filter((fence) -> fence.language().equals("sh") && fence.code().startsWith("# " + name + "\n"))
			.findAny()
			.orElseThrow()
			.code();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MathFunctions.class)
	static class Application {

	}

}
