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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.NoResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for functions whose time has passed while they run.
 */
@BrokerTest
class CancelledFunctionIntegrationTests {

	/** Long enough for a function to start on a busy machine. */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration SHORT = Duration.ofMillis(500);

	private final TestBroker broker;

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private final AtomicBoolean interrupted = new AtomicBoolean();

	CancelledFunctionIntegrationTests(TestService service) {
		this.broker = service.broker();
		this.service = service.name();
		this.server = service
			.server((builder) -> builder.concurrency(1).interceptor(CancelledFunctionIntegrationTests::intercept));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("ping", (call) -> CompletableFuture.completedFuture("pong"));
		this.server.serve().join();
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void interruptibleFunctionIsInterruptedAndItsRequestIsAcknowledgedWithoutAReply() {
		this.server.addFunction(new FunctionDefinition("wait", this::block).interruptible(true));
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("wait").timeout(TIMEOUT).call(Object.class));
		assertExpired();
		assertThat(this.interrupted).isTrue();
	}

	@Test
	void futureOfAFunctionIsCancelledAlsoBehindAnInterceptor() {
		CompletableFuture<Object> never = new CompletableFuture<>();
		this.server.addFunction("never", (call) -> never);
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("never").timeout(TIMEOUT).call(Object.class));
		assertExpired();
		assertThat(never).isCancelled();
	}

	@Test
	void futureThatAnInterceptorReturnsInsteadIsCancelled() {
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("held").timeout(TIMEOUT).call(Object.class));
		assertExpired();
	}

	@Test
	void functionThatIgnoresTheCancellationSendsItsResultLate() {
		this.server.addFunction("wait", this::block);
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("wait").timeout(TIMEOUT).call(Object.class));
		await().atMost(PATIENCE).untilTrue(this.cancelled);
		this.released.countDown();
		await().atMost(PATIENCE).until(() -> this.client.statistics().late() == 1);
		assertThat(this.server.statistics().expired()).isZero();
	}

	@Test
	void functionThatDoesNotReactFreesItsSlotUntilItEnds() {
		this.server.addFunction("wait", this::block);
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("wait").timeout(TIMEOUT).call(Object.class));
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.server.statistics().overdue()).isEqualTo(1);
		assertThat(this.server.stalled()).isFalse();
		this.released.countDown();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void functionThatExceedsItsMaximumRunTimeFails(boolean interruptible) throws Exception {
		FunctionHandler handler = interruptible ? this::block : (call) -> new CompletableFuture<>();
		this.server.addFunction(
				new FunctionDefinition("wait", handler).interruptible(interruptible).maxRunTime(Duration.ofMillis(50)));
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			String replies = bare.ownQueue("rpc_" + this.service + "_response_bare");
			publish(bare, new BasicProperties.Builder().replyTo(replies).correlationId("one").build());
			assertThat(BareAmqp.body(bare.take(replies)).get("exception").toString())
				.isEqualTo("{\"type\":\"TimeoutException\",\"args\":"
						+ "[\"Function 'wait' was cancelled after its maximum run time of 50 ms\"]}");
		}
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.server.statistics().expired()).isEqualTo(1);
	}

	@Test
	void requestWithoutAReplyIsOnlyCancelledByTheMaximumRunTime() throws Exception {
		this.server.addFunction(new FunctionDefinition("wait", this::block).interruptible(true));
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			// expires in the queue if the machine is busy
			await().atMost(PATIENCE).pollInterval(SHORT).until(() -> {
				publish(bare, new BasicProperties.Builder().expiration("400").build());
				return this.server.statistics().running() > 0;
			});
			await().during(SHORT).atMost(PATIENCE).untilFalse(this.cancelled);
			this.released.countDown();
			await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
			assertThat(this.cancelled).isFalse();
		}
	}

	/** Return a future that is derived from that of the function, or one of its own. */
	private static @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		if (call.context().function().equals("held")) {
			return new CompletableFuture<>();
		}
		Object returned = chain.proceed(call);
		return (returned instanceof CompletableFuture<?> future) ? future.thenApply((value) -> value) : returned;
	}

	private void publish(BareAmqp bare, BasicProperties properties) throws Exception {
		bare.publish("rpc_" + this.service + "_request", this.service, properties,
				"{\"func\":\"wait\",\"args\":[],\"kwargs\":{}}");
	}

	private Object block(FunctionCall call) throws InterruptedException {
		call.context().onCancel(() -> this.cancelled.set(true));
		try {
			this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			return List.of();
		}
		catch (InterruptedException ex) {
			this.interrupted.set(true);
			throw ex;
		}
	}

	private void assertExpired() {
		await().atMost(PATIENCE).until(() -> this.server.statistics().expired() == 1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.client.statistics().late()).isZero();
		assertThat(this.server.statistics().overdue()).isZero();
	}

}
