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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.CallCancelledException;
import io.amphora.CallContext;
import io.amphora.CallInterruptedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls that their callers cancel.
 */
@BrokerTest
class CancelledCallIntegrationTests {

	private static final int MANY = 10_000;

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final CountDownLatch released = new CountDownLatch(1);

	/** The contexts of the calls that have started to run. */
	private final Collection<CallContext> started = new ConcurrentLinkedQueue<>();

	CancelledCallIntegrationTests(TestService service) {
		this.service = service;
		this.server = serve("");
		this.client = call("");
	}

	@BeforeEach
	void addFunctions() {
		this.server.addFunction("ping", (call) -> CompletableFuture.completedFuture("pong"));
		this.server.addFunction("never", this::never);
		this.server.addFunction(new FunctionDefinition("block", this::block).interruptible(true));
		this.server
			.addFunction(new FunctionDefinition("undisturbed", this::block).interruptible(true).cancellable(false));
		this.server.serve().join();
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void cancelledWhileItRuns() {
		CompletableFuture<Object> call = this.client.defer("never", Object.class);
		awaitStarted(1);
		call.cancel(true);
		assertCancelled(1);
		assertThat(this.started).allMatch(CallContext::isCancelled).allMatch(CallContext::isCancelledByCaller);
		call.cancel(true);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.client.statistics().late()).isZero();
	}

	@Test
	void cancelledAfterItsEnd() throws Exception {
		CompletableFuture<String> call = this.client.defer("ping", String.class);
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("pong");
		call.cancel(true);
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			cancel(bare, "one");
		}
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.server.statistics().cancelled()).isZero();
	}

	@Test
	void interruptedCallInterruptsTheFunction() {
		Thread caller = Thread.currentThread();
		CompletableFuture.runAsync(() -> {
			awaitStarted(1);
			caller.interrupt();
		});
		assertThatExceptionOfType(CallInterruptedException.class)
			.isThrownBy(() -> this.client.call("block", Object.class));
		assertThat(Thread.interrupted()).isTrue();
		assertCancelled(1);
	}

	@Test
	void cancelledWhileItIsQueuedAtTheServer() {
		AmphoraServer busy = serve("-busy");
		AmphoraClient caller = call("-busy");
		busy.addFunction(new FunctionDefinition("block", this::block).interruptible(true));
		busy.serve().join();
		CompletableFuture<Object> first = caller.defer("block", Object.class);
		awaitStarted(1);
		List<CompletableFuture<Object>> queued = IntStream.range(0, 5)
			.mapToObj((i) -> caller.defer("block", Object.class))
			.toList();
		await().atMost(PATIENCE).until(() -> busy.statistics().running() == 6);
		queued.forEach((call) -> call.cancel(true));
		first.cancel(true);
		await().atMost(PATIENCE).until(() -> busy.statistics().cancelled() == 6);
		assertThat(this.started).hasSize(1);
		assertThat(busy.statistics().handled()).isEqualTo(1);
	}

	@Test
	void cancellationMayOvertakeItsRequest() throws Exception {
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			cancel(bare, "first", "second");
			awaitRemembered(bare);
			request(bare, "second");
			await().atMost(PATIENCE).until(() -> this.server.statistics().cancelled() > 1);
			long handled = this.server.statistics().handled();
			request(bare, "second");
			request(bare, "third");
			await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == handled + 1);
		}
	}

	/** There is no other sign that the server has read the message. */
	private void awaitRemembered(BareAmqp bare) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
			request(bare, "first");
			return this.server.statistics().cancelled() > 0;
		});
	}

	@Test
	void functionThatIsNotCancellableSendsItsResult() {
		CompletableFuture<Object> call = this.client.defer("undisturbed", Object.class);
		awaitStarted(1);
		call.cancel(true);
		CompletableFuture<Object> other = this.client.defer("never", Object.class);
		awaitStarted(2);
		other.cancel(true);
		assertCancelled(1);
		this.released.countDown();
		await().atMost(PATIENCE).until(() -> this.client.statistics().late() == 1);
		assertThat(this.started.iterator().next().isCancelled()).isFalse();
	}

	@Test
	void closedClientCancelsTenThousandCallsWithFewMessages() throws Exception {
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			String copies = bare.ownQueue(this.service.name() + "-copies");
			bare.channel().queueBind(copies, "rpc_" + this.service.name() + "_control", "");
			for (int i = 0; i < MANY; i++) {
				this.client.defer("never", Object.class);
			}
			await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
			this.client.close();
			int ids = 0;
			int messages = 0;
			while (ids < MANY) {
				GetResponse message = bare.take(copies);
				ids += BareAmqp.body(message).get("args").get(0).size();
				messages++;
				assertThat(message.getBody()).hasSizeLessThan(64 * 1024);
			}
			assertThat(messages).isLessThanOrEqualTo(20);
		}
		assertCancelled(MANY);
	}

	@Test
	void callsOfABatchAreCancelledOneByOne() {
		AmphoraClient batching = this.service.client((builder) -> builder.gracePeriod(Duration.ZERO)
			.batching(new BatchLimits(10, DataSize.ofKilobytes(64), Duration.ofMillis(200), false)));
		List<CompletableFuture<Object>> calls = IntStream.range(0, 10)
			.mapToObj((i) -> batching.defer("never", Object.class))
			.toList();
		awaitStarted(10);
		calls.get(3).cancel(true);
		assertCancelled(1);
		assertThat(this.started).filteredOn(CallContext::isCancelled).hasSize(1);
		assertThat(this.server.statistics().running()).isEqualTo(9);
	}

	@Test
	void everyFanoutServerCancelsItsCall() {
		List<AmphoraFanoutServer> servers = IntStream.range(0, 2).mapToObj((i) -> this.service.fanoutServer()).toList();
		servers.forEach((each) -> {
			each.addFunction("never", this::never);
			each.serve().join();
		});
		AmphoraFanoutClient fanout = this.service.fanoutClient((builder) -> builder.gracePeriod(Duration.ZERO));
		CompletableFuture<?> call = fanout.gather("never", Object.class).defer();
		awaitStarted(2);
		call.cancel(true);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(servers)
				.allMatch((each) -> each.statistics().cancelled() == 1 && each.statistics().running() == 0));
	}

	@Test
	void chainOfServicesIsCancelled() {
		AmphoraServer middle = serve("-middle");
		AmphoraServer front = serve("-front");
		AmphoraClient toMiddle = call("-middle");
		AmphoraClient toFront = call("-front");
		List<Throwable> thrown = new ArrayList<>();
		middle.addFunction("forward", (call) -> {
			try {
				return this.client.call("never", Object.class);
			}
			catch (CallCancelledException ex) {
				thrown.add(ex);
				// fails at once and is not sent
				return this.client.call("block", Object.class);
			}
		});
		front.addFunction("forward", (call) -> toMiddle.defer("forward", Object.class));
		middle.serve().join();
		front.serve().join();
		CompletableFuture<Object> call = toFront.defer("forward", Object.class);
		awaitStarted(1);
		call.cancel(true);
		assertCancelled(1);
		await().atMost(PATIENCE)
			.until(() -> front.statistics().cancelled() == 1 && middle.statistics().cancelled() == 1);
		assertThat(thrown).singleElement()
			.satisfies((ex) -> assertThat(ex)
				.hasMessageContaining("The function that made the call is cancelled: function 'never'"));
		assertThat(this.started).hasSize(1);
		assertThat(toMiddle.statistics().pending()).isZero();
		assertThat(this.client.statistics().pending()).isZero();
	}

	@Test
	void callThatWaitsForRoomIsCancelled() {
		AmphoraServer front = serve("-front");
		AmphoraClient toFront = call("-front");
		AmphoraClient full = this.service.client((builder) -> builder.gracePeriod(Duration.ZERO)
			.autoStartup(false)
			.holdLimit(1, DataSize.ofKilobytes(1)));
		full.defer("ping", Object.class);
		front.addFunction("forward", (call) -> {
			this.started.add(call.context());
			return call.argument(0, boolean.class) ? full.call("ping", Object.class) : full.defer("ping", Object.class);
		});
		front.serve().join();
		List<CompletableFuture<Object>> calls = List.of(toFront.defer("forward", Object.class, true),
				toFront.defer("forward", Object.class, false));
		awaitStarted(2);
		calls.forEach((call) -> call.cancel(true));
		await().atMost(PATIENCE.dividedBy(2)).until(() -> front.statistics().cancelled() == 2);
		assertThat(full.statistics().pending()).isEqualTo(1);
	}

	@Test
	void stageThatCannotBeCancelledIsNotWaitedFor() {
		this.server.addFunction("stage", (call) -> never(call).minimalCompletionStage());
		CompletableFuture<Object> call = this.client.defer("stage", Object.class);
		awaitStarted(1);
		call.cancel(true);
		assertCancelled(1);
		assertThat(this.server.statistics().running()).isZero();
	}

	@Test
	void clientOfServersThatDoNotSupportItGoesOn() {
		AmphoraServer old = this.service
			.closeLater(AmphoraServer.builder(this.service.name() + "-old", this.service.broker().connectionFactory())
				.cancellation(false)
				.build());
		AmphoraClient caller = call("-old");
		AtomicInteger runs = new AtomicInteger();
		old.addFunction("count", (call) -> runs.incrementAndGet());
		old.addFunction("block", this::block);
		old.serve().join();
		for (int i = 0; i < 3; i++) {
			CompletableFuture<Object> call = caller.defer("block", Object.class);
			awaitStarted(i + 1);
			call.cancel(true);
			assertThat(caller.call("count", int.class)).isEqualTo(i + 1);
		}
		this.released.countDown();
		await().atMost(PATIENCE).until(() -> caller.statistics().late() == 3);
		assertThat(caller.connection().connected()).isTrue();
		assertThat(caller.statistics().restarts()).isZero();
	}

	private AmphoraServer serve(String suffix) {
		return this.service
			.closeLater(AmphoraServer.builder(this.service.name() + suffix, this.service.broker().connectionFactory())
				.concurrency(suffix.equals("-busy") ? 1 : 16)
				.gracePeriod(Duration.ZERO)
				.build());
	}

	private AmphoraClient call(String suffix) {
		return this.service
			.closeLater(AmphoraClient.builder(this.service.name() + suffix, this.service.broker().connectionFactory())
				.timeout(PATIENCE)
				.gracePeriod(Duration.ZERO)
				.holdLimit(2 * MANY, DataSize.ofMegabytes(64))
				.build());
	}

	private CompletableFuture<Object> never(FunctionCall call) {
		this.started.add(call.context());
		return new CompletableFuture<>();
	}

	private @Nullable Object block(FunctionCall call) throws InterruptedException {
		this.started.add(call.context());
		this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		return null;
	}

	private void awaitStarted(int count) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> this.started.size() >= count);
	}

	private void assertCancelled(int count) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.server.statistics().cancelled() == count);
	}

	private void cancel(BareAmqp bare, String... ids) throws Exception {
		bare.publish("rpc_" + this.service.name() + "_control", "", new BasicProperties(),
				"{\"func\":\"amphora.cancel\",\"args\":[[\"%s\"]],\"kwargs\":{}}".formatted(String.join("\",\"", ids)));
	}

	private void request(BareAmqp bare, String id) throws Exception {
		bare.publish("rpc_" + this.service.name() + "_request", this.service.name(),
				new BasicProperties.Builder().messageId(id).build(), "{\"func\":\"ping\",\"args\":[],\"kwargs\":{}}");
	}

}
