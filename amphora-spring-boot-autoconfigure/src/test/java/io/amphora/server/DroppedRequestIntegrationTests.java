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

package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.IgnoreRequestException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for one-way requests that do not succeed, which only the log of the server shows.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class DroppedRequestIntegrationTests {

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	DroppedRequestIntegrationTests(TestService service) {
		this.service = service;
		this.server = service.server((builder) -> builder.errorMessages(ErrorMessages.ALWAYS).maxIgnores(2));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("record", (call) -> call.argument(0, Integer.class));
		this.server.addFunction("ignore", (call) -> {
			throw new IgnoreRequestException("not for me");
		});
		this.server.addFunction("fail", (call) -> {
			throw new RemoteException("Gone", "on purpose");
		});
		this.server.addFunction(
				new FunctionDefinition("wait", (call) -> new CompletableFuture<>()).maxRunTime(Duration.ofMillis(50)));
		this.server.serve().join();
	}

	@Test
	void unknownFunctionIsLoggedOnce(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			send("recod", "s3cret");
		}
		assertThatLogContains(output, "One-way request for the unknown function 'recod' of service '%s' was dropped."
				+ " Service '%s' has no function 'recod' on this server. Did you mean 'record'?");
		await().atMost(PATIENCE).until(() -> this.server.statistics().rejected() == 3);
		assertThat(output.getOut()).containsOnlyOnce("One-way request").doesNotContain("s3cret");
	}

	@Test
	void wrongArgumentIsLogged(CapturedOutput output) {
		send("record", "s3cret");
		assertThatLogContains(output,
				"One-way request for function 'record' of service '%s' was dropped. Argument #1 of function 'record' cannot be");
		assertThat(output.getOut()).doesNotContain("s3cret");
	}

	@Test
	void unreadableRequestIsLogged(CapturedOutput output) throws Exception {
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			bare.channel()
				.basicPublish("", this.server.queue(), new BasicProperties.Builder().contentType("text/plain").build(),
						"s3cret".getBytes());
			assertThatLogContains(output, "One-way request of service '%s' was dropped. The request's content type is");
		}
		assertThat(output.getOut()).doesNotContain("s3cret");
	}

	@Test
	void requestThatEveryServerIgnoresIsLogged(CapturedOutput output) {
		send("ignore", "s3cret");
		assertThatLogContains(output, "One-way request for function 'ignore' of service '%s' was dropped. Every server"
				+ " ignores the request");
		assertThat(output.getOut()).doesNotContain("s3cret");
	}

	@Test
	void functionThatRunsTooLongIsLogged(CapturedOutput output) {
		send("wait", "s3cret");
		assertThatLogContains(output, "One-way request for function 'wait' of service '%s' was cancelled after its"
				+ " maximum run time of 50 ms.");
	}

	@Test
	void exceptionIsLogged(CapturedOutput output) {
		send("fail", "s3cret");
		assertThatLogContains(output, "Exception in function 'fail' of service '%s'");
		assertThat(output.getOut()).contains("Its caller does not get the message", "on purpose");
	}

	@Test
	void callersThatGetAReplyAreNotLogged(CapturedOutput output) {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("recod", String.class, "text"));
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("record", String.class, "text"));
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("ignore", String.class));
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("fail", String.class));
		assertThat(output.getOut()).doesNotContain("One-way request", "Exception in function");
	}

	private void send(String function, Object argument) {
		assertThat(this.client.function(function).send(argument)).succeedsWithin(PATIENCE);
	}

	private void assertThatLogContains(CapturedOutput output, String text) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(output.getOut()).contains(text.replace("%s", this.service.name())));
	}

}
