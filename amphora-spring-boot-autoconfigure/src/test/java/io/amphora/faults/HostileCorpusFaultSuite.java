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

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.amphora.docs.FaultFigures;
import io.amphora.docs.FaultResults;
import io.amphora.hostile.Fate;
import io.amphora.hostile.HostileCase;
import io.amphora.hostile.HostileCase.Broker;
import io.amphora.hostile.HostileCorpus;
import io.amphora.hostile.HostileScene;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All hostile messages, with bodies of 16 MB and more, under load: each valid call ends
 * within a second of its usual time. Usual is the median before the first hostile
 * message. The time that garbage collectors stop everything does not count, as it depends
 * on the collector and on the heap. A message that a valid call was late with is sent
 * again, as the machine may be the reason; what the message does, it does each time.
 */
@RabbitMqTest
class HostileCorpusFaultSuite {

	private static final Log logger = LogFactory.getLog(HostileCorpusFaultSuite.class);

	private static final Duration BOUND = Duration.ofSeconds(1);

	private static final int ATTEMPTS = 3;

	private static final int LIMIT = 16 * 1024 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Valid calls that are made after a message that nothing waits for. */
	private static final int AFTERWARDS = 8;

	private static final int USUAL_CALLS = 2_000;

	private final ExecutorService waiters = Executors.newCachedThreadPool();

	private final HostileScene scene;

	private final ValidLoad load;

	private final List<Duration> times = new ArrayList<>();

	private final Map<String, Duration> slowest = new HashMap<>();

	private Duration usual = Duration.ZERO;

	private Duration longestPause = Duration.ZERO;

	private long lastEnd;

	private int sent;

	HostileCorpusFaultSuite(TestBroker broker) throws Exception {
		this.scene = new HostileScene(broker, LIMIT);
		this.load = new ValidLoad(this.scene.client());
	}

	@AfterEach
	void close() {
		this.load.close();
		this.scene.close();
		this.waiters.shutdownNow();
	}

	@Test
	void requests() throws Exception {
		measure("hostile messages as requests", this::request);
	}

	@Test
	void replies() throws Exception {
		measure("hostile messages as replies", (hostile, id) -> reply(hostile, id, this.scene.unservedCall(id)));
	}

	@Test
	void repliesToWaitingThreads() throws Exception {
		measure("hostile messages as replies to waiting threads", (hostile, id) -> {
			CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> this.scene.blockingUnservedCall(id),
					this.waiters);
			this.scene.awaitUnserved(id);
			reply(hostile, id, call);
		});
	}

	private void request(HostileCase hostile, String id) throws Exception {
		boolean taken = this.scene.request(hostile, id, "record");
		this.scene.awaitConfirms();
		if (taken && (hostile.asRequest() == Fate.TAKEN || hostile.asRequest() == Fate.REFUSED)) {
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> this.scene.replies().has(id));
		}
	}

	private void reply(HostileCase hostile, String id, CompletableFuture<String> call) throws Exception {
		boolean taken = this.scene.reply(hostile, id);
		if (!taken || hostile.asReply() == Fate.DROPPED || hostile.asReply() == Fate.ANY) {
			this.scene.replyProperly(id, "proper");
		}
		this.scene.awaitConfirms();
		assertThat(call.handle((result, failure) -> true)).succeedsWithin(PATIENCE);
	}

	private void measure(String fault, Sending sending) throws Exception {
		this.load.awaitCalls(USUAL_CALLS / 2);
		worst();
		this.times.clear();
		this.load.awaitCalls(USUAL_CALLS);
		Duration worstBefore = worst();
		this.usual = atRank(0.5);
		this.longestPause = Duration.ZERO;
		Duration collectedBefore = collected();
		List<String> late = new ArrayList<>();
		for (HostileCase hostile : corpus()) {
			Duration lateness = leastLateness(hostile, sending);
			if (lateness.compareTo(BOUND) > 0) {
				late.add("%s: %d ms".formatted(hostile, lateness.toMillis()));
			}
		}
		report(fault, worstBefore, collected().minus(collectedBefore));
		assertThat(late).as("calls later than usual by more than " + BOUND).isEmpty();
		assertThat(this.load.wrong()).isEmpty();
		this.load.close();
		this.scene.assertUnharmed();
	}

	private List<HostileCase> corpus() {
		List<HostileCase> corpus = new ArrayList<>(HostileCorpus.small());
		if (this.scene.broker() != Broker.RABBITMQ_4) {
			corpus.add(HostileCorpus.deepest());
		}
		corpus.addAll(HostileCorpus.large(LIMIT));
		return corpus;
	}

	/** By how much the slowest valid call was late at the best attempt. */
	private Duration leastLateness(HostileCase hostile, Sending sending) throws Exception {
		Duration least = PATIENCE;
		for (int i = 0; i < ATTEMPTS && least.compareTo(BOUND) > 0; i++) {
			Duration collectedBefore = collected();
			sending.send(hostile, "hostile-" + this.sent++);
			this.load.awaitCalls(AFTERWARDS);
			Duration worst = worst();
			this.slowest.merge(hostile.name(), worst, (one, other) -> (one.compareTo(other) < 0) ? one : other);
			Duration late = worst.minus(this.usual).minus(collected().minus(collectedBefore));
			least = (late.compareTo(least) < 0) ? late : least;
		}
		return least;
	}

	/** How long garbage collectors have stopped everything so far. */
	private static Duration collected() {
		return Duration.ofMillis(ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionTime)
			.sum());
	}

	/** How long the slowest call has taken since this was last asked. */
	private Duration worst() {
		Duration worst = Duration.ZERO;
		for (ValidLoad.Call call = this.load.poll(); call != null; call = this.load.poll()) {
			this.times.add(call.took());
			worst = longer(worst, call.took());
			this.longestPause = (this.lastEnd != 0)
					? longer(this.longestPause, Duration.ofNanos(call.end() - this.lastEnd)) : Duration.ZERO;
			this.lastEnd = call.end();
		}
		return worst;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? other : one;
	}

	private Duration atRank(double rank) {
		List<Duration> sorted = this.times.stream().sorted().toList();
		return sorted.get((int) (rank * (sorted.size() - 1)));
	}

	private void report(String fault, Duration worstBefore, Duration collected) {
		logger.info("%s, RabbitMQ %s: %,d messages, %,d valid calls, usually %.1f ms, before %d ms at most; 99%% %d ms,"
			.formatted(fault, this.scene.version(), this.sent, this.times.size(), this.usual.toNanos() / 1e6,
					worstBefore.toMillis(), atRank(0.99).toMillis())
				+ " at most %d ms, no reply for %d ms; collectors %d ms; slowest with %s".formatted(
						atRank(1).toMillis(), this.longestPause.toMillis(), collected.toMillis(),
						this.slowest.entrySet()
							.stream()
							.sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
							.limit(8)
							.map((each) -> "%s %d ms".formatted(each.getKey(), each.getValue().toMillis()))
							.toList()));
		FaultResults.write(new FaultFigures(this.scene.version(), fault, FaultMode.BATCHING.toString(),
				this.times.size(), this.times.size() - this.load.wrong().size(), Map.of(), 0, 0,
				this.load.wrong().size(), this.longestPause));
	}

	@FunctionalInterface
	private interface Sending {

		/** Send a hostile message, and wait for its end. */
		void send(HostileCase hostile, String id) throws Exception;

	}

}
