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

package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for messages for which the broker closes the channel.
 */
@RabbitMqNodeTest
class RefusedMessageIntegrationTests {

	/** Less than a few rounds of a back-off, and much more than a reply takes. */
	private static final Duration SOON = Duration.ofSeconds(4);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder()
		.config("max_message_size = 10000")
		.build();

	private final CachingConnectionFactory connectionFactory = new CachingConnectionFactory(node.host(), node.port());

	private final AmphoraServer server = AmphoraServer.builder("refused", this.connectionFactory)
		.errorMessages(ErrorMessages.ALWAYS)
		.build();

	private final AmphoraClient client = AmphoraClient.builder("refused", this.connectionFactory)
		.timeout(PATIENCE)
		.build();

	@BeforeEach
	void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.addFunction("length", (call) -> call.argument(0, String.class).length());
		this.server.addFunction("text", (call) -> "x".repeat(call.argument(0, Integer.class)));
		this.server.serve();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
		this.connectionFactory.destroy();
	}

	@Test
	void requestThatIsTooLargeFailsAtOnceAndOthersSucceed() {
		CompletableFuture<Integer> before = this.client.defer("length", Integer.class, "before");
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.call("length", Integer.class, "x".repeat(20_000)))
			.withMessageContaining("size")
			.satisfies((ex) -> assertThat(ex.report().elapsed()).isLessThan(PATIENCE));
		assertThat(before).succeedsWithin(PATIENCE).isEqualTo(6);
		assertThat(this.client.call("length", Integer.class, "after")).isEqualTo(5);
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
	}

	@Test
	void callFailsIfItsReplyIsTooLargeAndOthersSucceed() {
		CompletableFuture<String> before = this.client.defer("text", String.class, 100);
		assertThatExceptionOfType(RemoteException.class)
			.isThrownBy(() -> this.client.call("text", String.class, 20_000))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("WrongResultException"))
			.withMessageContaining("size");
		assertThat(before).succeedsWithin(PATIENCE).asString().hasSize(100);
		assertThat(this.client.call("text", String.class, 100)).hasSize(100);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	@Test
	void resultsThatAreTooLargeDoNotHoldOthersBack() {
		try (AmphoraClient other = AmphoraClient.builder("refused", this.connectionFactory).timeout(SOON).build();
				Load load = new Load(other, 4)) {
			for (int i = 0; i < 12; i++) {
				assertThatExceptionOfType(RemoteException.class)
					.isThrownBy(() -> this.client.function("text").timeout(SOON).call(String.class, 20_000));
				load.awaitReplies(4);
			}
			load.finish();
			assertThat(load.failures()).isEmpty();
		}
	}

	@Test
	void requestsThatAreTooLargeDoNotHoldOthersBack() {
		try (Load load = new Load(this.client.function("add").timeout(SOON), 4)) {
			for (int i = 0; i < 12; i++) {
				assertThatExceptionOfType(NoResultException.class)
					.isThrownBy(
							() -> this.client.function("length").timeout(SOON).call(Integer.class, "x".repeat(20_000)))
					.withMessageContaining("size");
				load.awaitReplies(4);
			}
			load.finish();
			assertThat(load.failures()).isEmpty();
		}
	}

	@Test
	void callMayWaitForLongerThanTheBrokerCanCount() {
		assertThat(this.client.function("length").timeout(Duration.ofDays(20 * 365)).call(Integer.class, "long"))
			.isEqualTo(4);
	}

}
