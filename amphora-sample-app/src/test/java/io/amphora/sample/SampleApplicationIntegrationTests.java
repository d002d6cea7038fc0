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

package io.amphora.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleApplication}, as the README shows it.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationIntegrationTests {

	@Test
	void printsWhatTheReadmeSaysAndServesOverHttp(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
				"--server.port=0", "--amphora.clients.simplemath.timeout=60s")) {
			assertThat(output.toString().lines()).containsSubsequence("== Call a function and wait for its result",
					"add(2, 3) = 5", "sub(10, 3) = 7", "multiply(5, 5) = 25", "div(64, 16) = 4",
					"div(10, 0) -> ArithmeticException: / by zero");
			assertThat(output.toString().lines()).containsSubsequence("add(20, 1) + multiply(2, 3) = 27",
					"sub(y=3, x=10) = 7", "send_message.email.text(\"Hello!\") = sent as text: Hello!",
					"math.add(2, 3) = 5", "math.subtract(10, 3) = 7", "math.square(12) = 144",
					"taken from the queue: 3, waiting there: 2", "the last one = shown: Hello 4",
					"by a tuner = shown: Hello again!", "gathered = [oslo: -3, rome: 17]", "buffered: 1",
					"after serve(), add(2, 3) = 5", "== Ask a server what it offers",
					"service simplemath of application simplemath is SERVING", "its version is 1.0",
					"add(int x, int y): int", "== Call over a named connection",
					"over connection 'second', add(2, 3) = 5", "sqrt(49) = 7.0",
					"the keeper's sweep() = swept by guest", "an interceptor has seen sweep() 2 times",
					"the function runs in the trace of its caller: true",
					"the caller of count_all_primes() has cancelled it: true", "negate_later(add(2, 3)) = -5",
					"power(3) = 9, power(3, 9) = 19683");
			assertThat(output.toString().lines()).containsSubsequence("server-simplemath: UP", "client-simplemath: UP")
				.anyMatch((line) -> line.matches("calls of add: \\d+, on average \\d+[.,]\\d ms"));
			assertThat(output.toString()).contains("not_here() -> The server could not use function 'not_here'",
					"'x' must be greater than or equal to 0", "sweep() -> AccessDenied",
					"count_all_primes() for 100 ms -> No result within 100 ms");
			int port = application.getEnvironment().getRequiredProperty("local.server.port", int.class);
			assertThat(output.toString().lines()).containsSubsequence("== Call functions in a browser",
					"a call: http://localhost:%1$d/call/add?args=2&args=3, the explorer: http://localhost:%1$d/amphora"
						.formatted(port));
			repliesOverHttp(port);
			showsItsSbom(port);
		}
	}

	private static void repliesOverHttp(int port) throws IOException, InterruptedException {
		assertThat(get(port, "/call/add?args=2&args=3").body()).isEqualTo("{\"result\":5}");
		assertProblem(get(port, "/call/div?args=10&args=0"), 502, "The service failed to process the request.");
		assertThat(get(port, "/amphora").body()).contains("<title>Amphora Explorer</title>");
		assertProblem(get(port, "/call/nothing"), 502, "The service does not support the request.");
		assertThat(get(port, "/actuator/health").body()).contains("\"server-simplemath\"",
				"\"rpc_simplemath_request\":\"consuming\"");
		assertThat(get(port, "/actuator/metrics/amphora.server.call").body()).contains("\"add\"", "\"UNKNOWN\"")
			.doesNotContain("\"nothing\"");
		assertThat(get(port, "/actuator/prometheus").body()).contains("amphora_server_call_seconds_count{",
				"amphora_client_connected{amphora_service=\"simplemath\",connection=\"second\",fanout=\"false\"} 1.0");
	}

	/** Only builds with an SBOM have one, because it requires a network. */
	private static void showsItsSbom(int port) throws IOException, InterruptedException {
		if (SampleApplication.class.getResource("/META-INF/sbom/application.cdx.json") != null) {
			assertThat(get(port, "/actuator/sbom/application").body()).contains("\"CycloneDX\"", "spring-rabbit");
		}
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains(detail).doesNotContain("zero", "function");
	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
