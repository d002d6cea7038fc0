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

package io.amphora.calls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.WrongThreadException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.thread.BrokerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is chained to the futures of calls.
 */
@BrokerTest
class CallbackIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final TestService service;

	private final BrokerTransport transport;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	CallbackIntegrationTests(TestService service) {
		this.service = service;
		this.transport = service.closeLater(new BrokerTransport(service.broker().connectionFactory()));
		this.server = service.server();
		this.client = client();
	}

	private AmphoraClient client() {
		return this.service
			.closeLater(AmphoraClient.builder(this.service.name(), this.transport).timeout(PATIENCE).build());
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("ping", (call) -> "pong");
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	private void block() {
		this.blocked.countDown();
		try {
			this.released.await(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void callbackOfAOneWayRequestHoldsUpNoOtherConfirms() throws InterruptedException {
		AmphoraClient other = client();
		this.client.stopPublisher();
		CompletableFuture<Void> after = this.client.function("ping").send().thenRun(this::block);
		this.client.serve();
		this.blocked.await();
		assertThat(other.function("ping").send()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		this.released.countDown();
		assertThat(after).succeedsWithin(PATIENCE);
	}

	@Test
	void callbackOfAReturnedRequestHoldsUpNoOtherConfirms() throws InterruptedException {
		this.client.stopPublisher();
		CompletableFuture<Void> after = this.client.function("ping")
			.routingKey("nowhere")
			.defer(String.class)
			.handle((pong, failure) -> failure)
			.thenAccept((failure) -> block());
		this.client.serve();
		this.blocked.await();
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		this.released.countDown();
		assertThat(after).succeedsWithin(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void callbackOfAReplyHoldsUpNoOtherReplies(boolean onThreadsOfTheJavaClient) throws InterruptedException {
		AmphoraClient deferring = onThreadsOfTheJavaClient ? clientOfAPlainFactory() : this.client;
		deferring.call("ping", String.class);
		deferring.stopPublisher();
		List<CompletableFuture<Void>> blocking = Stream.generate(() -> deferring.defer("ping", String.class))
			.limit(3)
			.map((pong) -> pong.thenRun(this::block))
			.toList();
		List<CompletableFuture<String>> others = Stream.generate(() -> deferring.defer("ping", String.class))
			.limit(100)
			.toList();
		deferring.serve();
		this.blocked.await();
		assertThat(others).allSatisfy((pong) -> assertThat(pong).succeedsWithin(PATIENCE));
		assertThat(deferring.defer("ping", String.class)).succeedsWithin(PATIENCE);
		assertThat(deferring.call("ping", String.class)).isEqualTo("pong");
		this.released.countDown();
		assertThat(blocking).allSatisfy((after) -> assertThat(after).succeedsWithin(PATIENCE));
	}

	@Test
	void callbackOfATimeoutHoldsUpNoOtherTimeouts() {
		this.server.addFunction("wait", (call) -> this.released.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		List<CompletableFuture<Boolean>> calls = blockAfter(20, this.client, Duration.ofSeconds(1));
		assertThat(calls).allSatisfy((call) -> assertThat(call).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoResultException.class));
	}

	@Test
	void callbackOfACallHoldsUpNeitherCloseNorOtherCalls() {
		this.server.addFunction("wait", (call) -> this.released.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		AmphoraClient closing = this.service
			.closeLater(AmphoraClient.builder(this.service.name(), this.transport).gracePeriod(Duration.ZERO).build());
		List<CompletableFuture<Boolean>> calls = blockAfter(20, closing, PATIENCE.multipliedBy(2));
		assertThat(CompletableFuture.runAsync(closing::close)).succeedsWithin(PATIENCE);
		assertThat(closing.state()).isEqualTo(ClientState.CLOSED);
		assertThat(calls).allSatisfy((call) -> assertThat(call).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class));
	}

	private List<CompletableFuture<Boolean>> blockAfter(int calls, AmphoraClient caller, Duration timeout) {
		return Stream.generate(() -> caller.function("wait").timeout(timeout).defer(Boolean.class))
			.limit(calls)
			.peek((call) -> call.whenComplete((value, failure) -> block()))
			.toList();
	}

	/** Create a client that receives on threads of the Java client. */
	private AmphoraClient clientOfAPlainFactory() {
		ExecutorService threads = Executors.newCachedThreadPool();
		this.service.closeLater(threads::shutdown);
		CachingConnectionFactory connectionFactory = this.service.broker().connectionFactory();
		connectionFactory.setExecutor(threads);
		BrokerTransport plain = this.service.closeLater(new BrokerTransport(connectionFactory));
		return this.service.closeLater(AmphoraClient.builder(this.service.name(), plain).timeout(PATIENCE).build());
	}

	@ParameterizedTest
	@EnumSource(CallbackIntegrationTests.Change.class)
	void clientCanBeStoppedInACallback(Change change) {
		AmphoraClient stopping = client();
		AmphoraClient other = client();
		stopping.stopPublisher();
		CompletableFuture<Duration> after = stopping.defer("ping", String.class).thenApply((pong) -> {
			long startedAt = System.nanoTime();
			change.action.accept(stopping);
			return Duration.ofNanos(System.nanoTime() - startedAt);
		});
		stopping.serve();
		assertThat(after).succeedsWithin(PATIENCE)
			.satisfies((duration) -> assertThat(duration).isLessThan(Duration.ofSeconds(4)));
		assertThat(other.call("ping", String.class)).isEqualTo("pong");
		await().atMost(PATIENCE).until(() -> !stopping.consumer().consuming());
		if (change == Change.CLOSE) {
			await().atMost(PATIENCE).until(() -> stopping.state() == ClientState.CLOSED);
		}
		else {
			stopping.serve();
			assertThat(stopping.call("ping", String.class)).isEqualTo("pong");
		}
	}

	@Test
	void callbackCannotWaitForTheStopOfItsClient() {
		this.server.addFunction("wait", (call) -> this.released.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		CompletableFuture<Object> stopped = this.client.defer("wait", Boolean.class).thenApply((value) -> {
			try {
				this.client.awaitStop();
				return "stopped";
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.released.countDown();
		assertThat(stopped).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongThreadException.class);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
	}

	@Test
	void clientThatIsStoppedInACallbackIsNotStoppedBeforeItsConsumer() {
		AmphoraClient stopping = client();
		stopping.stopPublisher();
		CompletableFuture<ClientState> inCallback = stopping.defer("ping", String.class).thenApply((pong) -> {
			stopping.stop();
			return stopping.state();
		});
		stopping.serve();
		assertThat(inCallback).succeedsWithin(PATIENCE).isNotEqualTo(ClientState.STOPPED);
		await().atMost(PATIENCE).until(() -> stopping.state() == ClientState.STOPPED);
		assertThat(stopping.consumer().consuming()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(CallbackIntegrationTests.ServerChange.class)
	void serverCanBeStoppedInACallback(ServerChange change) throws InterruptedException {
		AmphoraServer stopping = stopping(change);
		this.server.close();
		CompletableFuture<String> blocking = this.client.defer("block", String.class);
		this.blocked.await();
		this.client.stopPublisher();
		CompletableFuture<Void> after = this.client.defer("ping", String.class)
			.thenRun(() -> change.action.accept(stopping));
		this.client.serve();
		assertThat(after).succeedsWithin(PATIENCE);
		this.released.countDown();
		assertThat(blocking).succeedsWithin(PATIENCE).isEqualTo("released");
		await().atMost(PATIENCE).until(() -> stopping.state() == change.state);
	}

	@ParameterizedTest
	@EnumSource(CallbackIntegrationTests.ServerChange.class)
	void serverCanBeStoppedInAFunctionOfItsOwn(ServerChange change) {
		AmphoraServer stopping = stopping(change);
		this.server.close();
		assertThat(this.client.call("stop", String.class)).isEqualTo("stopping");
		await().atMost(PATIENCE).until(() -> stopping.state() == change.state);
	}

	private AmphoraServer stopping(ServerChange change) {
		AmphoraServer created = this.service.closeLater(AmphoraServer.builder(this.service.name(), this.transport)
			.gracePeriod(PATIENCE.multipliedBy(3))
			.build());
		created.addFunction("ping", (call) -> "pong");
		created.addFunction("block", (call) -> {
			block();
			return "released";
		});
		created.addFunction("stop", (call) -> {
			change.action.accept(created);
			return "stopping";
		});
		assertThat(created.serve()).succeedsWithin(PATIENCE);
		return created;
	}

	@Test
	void futureOfServeHoldsNothingUp() throws InterruptedException {
		this.server.stop();
		this.server.serve().thenRun(this::block);
		this.blocked.await();
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		this.server.stop();
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
	}

	@Test
	void futureOfServeThatFailsIsCompletedOnAThreadThatMayBeBlocked() {
		CompletableFuture<String> thread;
		try (AmphoraServer unreachable = AmphoraServer
			.builder(this.service.name(), new CachingConnectionFactory("127.0.0.1", 1))
			.build()) {
			thread = unreachable.serve().handle((started, failure) -> Thread.currentThread().getName());
		}
		assertThat(thread).succeedsWithin(PATIENCE).asString().doesNotStartWith("amphora-consume-");
	}

	@Test
	void endOfAReceiverThatFailsIsReportedOnAThreadThatMayBeBlocked() {
		String queue = this.service.name() + "_further";
		this.client.createRequestQueue(queue);
		QueueReceiver receiver = this.server.receiveFromQueue("rpc_" + queue + "_request",
				ReceiveOptions.unlimited().maxCalls(1).timeout(Duration.ofMillis(200)).block(false));
		assertThat(receiver.ended().handle((done, failure) -> BrokerThread.isCurrent())).succeedsWithin(PATIENCE)
			.isEqualTo(false);
	}

	@Test
	void callbackOfACallThatTimedOutDelaysNoOtherTimeout() throws InterruptedException {
		this.server.prepareStop();
		await().atMost(PATIENCE).until(() -> !this.server.serving());
		CompletableFuture<Void> after = this.client.function("ping")
			.timeout(Duration.ofMillis(100))
			.defer(String.class)
			.handle((pong, failure) -> failure)
			.thenAccept((failure) -> block());
		this.blocked.await();
		assertThat(this.client.function("ping").timeout(Duration.ofMillis(200)).defer(String.class))
			.failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoResultException.class);
		this.released.countDown();
		assertThat(after).succeedsWithin(PATIENCE);
	}

	private enum ServerChange {

		STOP(AmphoraServer::stop, ServerState.STOPPED),

		STOP_CONSUMER(AmphoraServer::stopConsumer, ServerState.PREPARING_STOP),

		CLOSE(AmphoraServer::close, ServerState.CLOSED);

		private final Consumer<AmphoraServer> action;

		private final ServerState state;

		ServerChange(Consumer<AmphoraServer> action, ServerState state) {
			this.action = action;
			this.state = state;
		}

	}

	private enum Change {

		STOP(AmphoraClient::stop), STOP_CONSUMER(AmphoraClient::stopConsumer), CLOSE(AmphoraClient::close);

		private final Consumer<AmphoraClient> action;

		Change(Consumer<AmphoraClient> action) {
			this.action = action;
		}

	}

}
