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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionCall;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the deadlines of requests that have waited in their queue.
 */
@BrokerTest
@Timeout(60)
class QueuedDeadlineIntegrationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration WORK = Duration.ofMillis(600);

	private static final Duration AWAY = Duration.ofSeconds(1);

	/** What a message may take from client to server under load, at best of ten. */
	private static final Duration WAY = Duration.ofMillis(500);

	/** What a machine under load may take from one step to the next. */
	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final TestService service;

	private final AmphoraServer server;

	private final BareAmqp bare;

	private final String replies;

	private final CountDownLatch never = new CountDownLatch(1);

	private final List<Start> starts = new ArrayList<>();

	QueuedDeadlineIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.replies = "rpc_" + service.name() + "_response_bare";
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server = service.server((builder) -> builder.concurrency(1).prefetch(4));
	}

	@BeforeEach
	void serve() throws IOException {
		this.server.addFunction("work", this::work);
		this.server.addFunction("remaining", (call) -> call.context().remaining().toMillis());
		this.bare.ownQueue(this.replies);
		this.server.serve().join();
	}

	private Object work(FunctionCall call) throws InterruptedException {
		long called = call.argument(0, Long.class);
		this.starts.add(new Start(Duration.ofNanos(System.nanoTime() - called), call.context().remaining()));
		return this.never.await(WORK.toMillis(), TimeUnit.MILLISECONDS);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noFunctionStartsAfterItsCallerHasGivenUp(boolean batching) {
		AmphoraClient client = client(batching);
		becomeKnown(client);
		List<CompletableFuture<Boolean>> calls = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			calls.add(client.defer("work", Boolean.class, System.nanoTime()));
		}
		assertThat(calls).allSatisfy((call) -> await().atMost(PATIENCE).until(call::isDone));
		// behind all the others
		assertThat(client.function("remaining").timeout(PATIENCE).call(long.class)).isPositive();
		assertThat(this.starts).hasSizeBetween(1, 4).allSatisfy((start) -> {
			assertThat(start.age()).isLessThan(TIMEOUT.plus(TOLERANCE));
			assertThat(start.age().plus(start.remaining())).isLessThan(TIMEOUT.plus(TOLERANCE));
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void remainingTimeCountsTheWaitInTheQueue(boolean batching) {
		AmphoraClient client = client(batching);
		becomeKnown(client);
		long before = System.nanoTime();
		RemoteFunction remaining = client.function("remaining").timeout(PATIENCE);
		List<CompletableFuture<Long>> calls = new ArrayList<>();
		whileAway(this.server, () -> {
			for (int i = 0; i < 50; i++) {
				calls.add(remaining.defer(Long.class));
			}
		});
		assertThat(calls)
			.allSatisfy((call) -> assertThat(result(call)).isBetween(since(before), PATIENCE.minus(AWAY).plus(WAY)));
	}

	@Test
	void nestedCallWaitsNoLongerThanACallerWhoseRequestHasWaited() throws Exception {
		TestBroker broker = this.service.broker();
		String outer = broker.uniqueName("outer");
		AmphoraClient nested = client(false);
		try (AmphoraServer outerServer = AmphoraServer.builder(outer, broker.connectionFactory()).build();
				AmphoraClient client = AmphoraClient.builder(outer, broker.connectionFactory())
					.timeout(PATIENCE)
					.build()) {
			outerServer.addFunction("nest",
					(call) -> nested.function("remaining").timeout(PATIENCE.multipliedBy(2)).call(long.class));
			outerServer.serve().join();
			for (int i = 0; i < 10; i++) {
				client.call("nest", long.class);
			}
			List<CompletableFuture<Long>> calls = new ArrayList<>();
			whileAway(outerServer, () -> calls.add(client.defer("nest", Long.class)));
			assertThat(result(calls.get(0))).isLessThan(PATIENCE.minus(AWAY).plus(WAY));
		}
	}

	/** Have requests wait in the queue. */
	private static void whileAway(AmphoraServer server, Runnable requests) {
		server.prepareStop();
		await().atMost(PATIENCE).until(() -> !server.serving());
		requests.run();
		await().pollDelay(AWAY).until(() -> true);
		server.serve();
	}

	private static Duration result(CompletableFuture<Long> remaining) {
		return Duration.ofMillis(remaining.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
	}

	/** What is left at least of a request that was sent later. */
	private static Duration since(long before) {
		return PATIENCE.minusNanos(System.nanoTime() - before).minusMillis(2);
	}

	/** Have the server see requests that have not waited. */
	private static void becomeKnown(AmphoraClient client) {
		for (int i = 0; i < 10; i++) {
			client.function("remaining").timeout(PATIENCE).call(long.class);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 60_000, -60_000, 86_400_000, -86_400_000 })
	void differenceOfClocksChangesNothing(long difference) {
		for (int i = 0; i < 10; i++) {
			long before = System.nanoTime();
			assertThat(remaining(difference, "a-clock")).isBetween(since(before), PATIENCE);
		}
		long before = System.nanoTime();
		whileAway(this.server, () -> request(difference, "a-clock"));
		assertThat(reply()).isBetween(since(before), PATIENCE.minus(AWAY).plus(WAY));
	}

	@ParameterizedTest
	@CsvSource({ "0,60000", "60000,0", "0,86400000", "86400000,0" })
	void clockThatIsSetAlthoughItMustNotStopsNoRequest(long first, long second) {
		for (int i = 0; i < 10; i++) {
			assertThat(remaining((i % 2 == 0) ? first : second, "a-clock")).isGreaterThan(PATIENCE.minusSeconds(10));
		}
	}

	@Test
	void wrongTimestampsDoNotAffectOtherDeadlines() {
		AmphoraClient client = client(false);
		for (long sentAt : new long[] { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE }) {
			remaining(sentAt - System.currentTimeMillis(), "a-clock");
			remaining(86_400_000, "clock-" + sentAt);
			long before = System.nanoTime();
			Duration remaining = Duration.ofMillis(client.function("remaining").timeout(PATIENCE).call(long.class));
			assertThat(remaining).isGreaterThanOrEqualTo(since(before));
		}
	}

	private AmphoraClient client(boolean batching) {
		return this.service.client(
				(builder) -> builder.timeout(TIMEOUT).batching(batching ? BatchLimits.defaults().nonAdaptive() : null));
	}

	private Duration remaining(long difference, String clock) {
		request(difference, clock);
		return reply();
	}

	private void request(long difference, String clock) {
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.correlationId("c-1")
			.replyTo(this.replies)
			.expiration(Long.toString(PATIENCE.toMillis()))
			.headers(Map.of("amphora-sent-at", System.currentTimeMillis() + difference, "amphora-clock", clock))
			.build();
		try {
			this.bare.publish("rpc_" + this.service.name() + "_request", this.service.name(), properties,
					"{\"func\":\"remaining\"}");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Duration reply() {
		GetResponse response = this.bare.take(this.replies);
		return Duration.ofMillis(BareAmqp.body(response).get("result").asLong());
	}

	private record Start(Duration age, Duration remaining) {
	}

}
