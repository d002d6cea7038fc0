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

package io.amphora.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.amphora.faults.Stopwatch;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Servers and clients that are started, stopped and closed in any order, by several
 * threads, while they are called. They take about 20 seconds, and five minutes with a
 * {@code -Damphora.fuzz.factor} of 30 or more.
 */
@BrokerTest
class LifecycleFuzzIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final int ROUNDS = 7;

	/** After which no further round begins. */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	/** Within which state, consumer and health agree. */
	private static final Duration AGREEMENT = Duration.ofSeconds(1);

	private static final int STEPS = 40;

	private static final int CALLS_AFTERWARDS = 100;

	/** Of threads that end with their client or server. */
	private static final List<String> THREADS = List.of("amphora-publish-", "amphora-consume-", "amphora-timer-",
			"amphora-acknowledge-", "amphora-stop-", "amphora-close-");

	private final TestBroker broker;

	LifecycleFuzzIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void startsAndStopsInAnyOrderCostNoCall() throws Exception {
		Stopwatch stopwatch = Stopwatch.start();
		for (int round = 0; round < Fuzz.times(ROUNDS) && stopwatch.elapsed().compareTo(LONGEST) < 0; round++) {
			play(Fuzz.random(round), "round %d of %s".formatted(round, Fuzz.seed()));
		}
	}

	/** In a group, as applications of other tests may start threads meanwhile. */
	private void play(RandomGenerator random, String round) throws Exception {
		ThreadGroup group = new ThreadGroup(round);
		FutureTask<Void> scene = new FutureTask<>(() -> playScene(random, round), null);
		new Thread(group, scene, round).start();
		scene.get();
		await(round).atMost(PATIENCE).untilAsserted(() -> assertThat(threads(group)).isEmpty());
	}

	private void playScene(RandomGenerator random, String round) {
		LifecycleScene scene = new LifecycleScene(this.broker);
		try (scene; BareAmqp bare = new BareAmqp(this.broker)) {
			scene.play(random, STEPS);
			assertThatAllIsWell(scene, round);
			assertThat(scene.consumers(bare)).as(round).isEqualTo(LifecycleScene.SERVERS);
			assertThat(threads(Thread.currentThread().getThreadGroup())).as(round).isNotEmpty();
			scene.close(random, STEPS / 4);
			assertThatAllIsWell(scene, round);
			await(round).atMost(PATIENCE).until(() -> scene.consumers(bare) == 0);
			bare.deleteQueue(scene.requestQueue());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertThatAllIsWell(LifecycleScene scene, String round) {
		Stopwatch stopwatch = Stopwatch.start();
		await(round).atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(scene.disagreement()).isEmpty());
		assertThat(stopwatch.elapsed()).as(round).isLessThan(AGREEMENT);
		scene.callAfterwards(CALLS_AFTERWARDS);
		await(round).atMost(PATIENCE).until(() -> scene.calls().allEnded() && scene.calls().allRan());
		assertThat(scene.calls().faults()).as(round).isEmpty();
		await(round).atMost(PATIENCE).untilAsserted(() -> assertThat(scene.left()).isEmpty());
	}

	private static List<String> threads(ThreadGroup group) {
		Thread[] threads = new Thread[2 * group.activeCount() + 10];
		return Stream.of(Arrays.copyOf(threads, group.enumerate(threads)))
			.map(Thread::getName)
			.filter((name) -> THREADS.stream().anyMatch(name::startsWith))
			.toList();
	}

}
