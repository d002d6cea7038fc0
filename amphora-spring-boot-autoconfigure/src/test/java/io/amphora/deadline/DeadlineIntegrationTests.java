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

package io.amphora.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.AmphoraException;
import io.amphora.CallContext;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionHandler;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what functions know of the time that their callers have left.
 */
@BrokerTest
class DeadlineIntegrationTests {

	private static final Duration CALLER = Duration.ofSeconds(20);

	private static final Duration NESTED = Duration.ofSeconds(40);

	private final TestBroker broker;

	private final String inner;

	private final AmphoraServer outerServer;

	private final AmphoraServer innerServer;

	private final AmphoraClient client;

	private final AmphoraClient nested;

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	DeadlineIntegrationTests(TestService outer) {
		outer.closeLater(this.executor::shutdown);
		this.broker = outer.broker();
		this.inner = this.broker.uniqueName("inner");
		this.innerServer = outer.closeLater(AmphoraServer.builder(this.inner, this.broker.connectionFactory()).build());
		this.outerServer = outer.server();
		this.nested = outer
			.closeLater(AmphoraClient.builder(this.inner, this.broker.connectionFactory()).timeout(NESTED).build());
		this.client = outer.client((builder) -> builder.appId("shop").timeout(CALLER));
	}

	@BeforeEach
	void serve() {
		this.innerServer.addFunction("remaining", (call) -> call.context().remaining().toMillis());
		this.innerServer.serve().join();
		this.outerServer.serve().join();
	}

	@Test
	void contextProvidesDeadlineAndCaller() {
		this.outerServer.addFunction("when", (call) -> call.context().deadline().toEpochMilli());
		this.outerServer.addFunction("who", (call) -> CallContext.current().appId());
		Instant before = Instant.now();
		Instant deadline = Instant.ofEpochMilli(this.client.call("when", Long.class));
		assertThat(deadline).isBetween(before.plus(CALLER).minusSeconds(1), Instant.now().plus(CALLER));
		assertThat(this.client.call("who", String.class)).isEqualTo("shop");
	}

	@Test
	void nestedCallWaitsNoLongerThanItsCaller() {
		assertThat(remaining((call) -> this.nested.call("remaining", Long.class))).isLessThanOrEqualTo(CALLER);
	}

	@Test
	void oneWayRequestOfAFunctionOutlivesTheDeadlineOfItsCaller() {
		AtomicBoolean noted = new AtomicBoolean();
		this.innerServer.prepareStop();
		this.innerServer.addFunction("note", (call) -> noted.compareAndSet(false, true));
		this.outerServer.addFunction("send",
				(call) -> this.nested.function("note").timeout(Duration.ofSeconds(3)).send().thenApply((sent) -> 1));
		this.client.function("send").timeout(Duration.ofSeconds(3)).call(Integer.class);
		await().pollDelay(Duration.ofMillis(3500)).until(() -> true);
		this.innerServer.serve();
		await().atMost(PATIENCE).untilTrue(noted);
	}

	@Test
	void nestedCallHasATimeoutOfItsOwnIfThatIsShorter() {
		assertThat(
				remaining((call) -> this.nested.function("remaining").timeout(Duration.ofSeconds(10)).call(Long.class)))
			.isLessThanOrEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void nestedCallKeepsItsTimeoutIfDeadlinesAreNotPropagated() {
		try (AmphoraClient patient = AmphoraClient.builder(this.inner, this.broker.connectionFactory())
			.timeout(NESTED)
			.propagateDeadline(false)
			.build()) {
			assertThat(remaining((call) -> patient.call("remaining", Long.class))).isGreaterThan(CALLER);
		}
	}

	@Test
	void deadlineGoesWithWorkThatIsHandedToAnotherThread() {
		assertThat(remaining((call) -> CompletableFuture.supplyAsync(() -> this.nested.call("remaining", Long.class),
				CallContext.propagating(this.executor))))
			.isLessThanOrEqualTo(CALLER);
		ContextPropagatingTaskDecorator decorator = new ContextPropagatingTaskDecorator();
		assertThat(remaining((call) -> CompletableFuture.supplyAsync(() -> this.nested.call("remaining", Long.class),
				(task) -> this.executor.execute(decorator.decorate(task)))))
			.isLessThanOrEqualTo(CALLER);
		assertThat(remaining((call) -> CompletableFuture.supplyAsync(() -> this.nested.call("remaining", Long.class),
				this.executor)))
			.isGreaterThan(CALLER);
	}

	@Test
	void callOfAFunctionWithoutACallerIsNotSent() {
		AtomicReference<AmphoraException> failure = new AtomicReference<>();
		this.outerServer.addFunction("late", (call) -> {
			await().atMost(PATIENCE).until(() -> call.context().remaining().isZero());
			try {
				return this.nested.call("remaining", Long.class);
			}
			catch (AmphoraException ex) {
				failure.set(ex);
				throw ex;
			}
		});
		this.client.function("late").timeout(Duration.ofSeconds(5)).defer(Long.class);
		await().atMost(PATIENCE).until(() -> failure.get() != null);
		assertThat(failure.get()).isExactlyInstanceOf(NoResultException.class);
		assertThat(failure.get().report().stage()).isEqualTo(CallStage.HELD);
		assertThat(this.innerServer.statistics().handled()).isZero();
	}

	private Duration remaining(FunctionHandler handler) {
		this.outerServer.removeFunction("outer");
		this.outerServer.addFunction("outer", handler);
		return Duration.ofMillis(this.client.call("outer", Long.class));
	}

}
