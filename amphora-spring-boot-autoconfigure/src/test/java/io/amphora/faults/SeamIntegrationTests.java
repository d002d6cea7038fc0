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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.faults.SeamScene.Mode;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests with code of an application that throws, once: calls end in time, later calls
 * succeed, and nothing is left.
 */
@BrokerTest
class SeamIntegrationTests {

	/** The fault profile tries every use within a burst of calls. */
	private static final int USES = 3 * Math.min(8, Integer.getInteger("amphora.fuzz.factor", 1));

	private static final boolean THOROUGH = USES > 3;

	private static final int CALLS_AFTERWARDS = 100;

	/** Batches come about under load only. */
	private static final int BURSTS = 200;

	private static final List<Supplier<Throwable>> FAILURES = List.of(
			() -> new IllegalStateException(SeamFault.MESSAGE), () -> new AssertionError(SeamFault.MESSAGE),
			() -> new OutOfMemoryError(SeamFault.MESSAGE), () -> new StackOverflowError(SeamFault.MESSAGE));

	/** One scene for each failure. */
	private static final Map<Mode, List<SeamScene>> scenes = new EnumMap<>(Mode.class);

	private static final SeamLog log = new SeamLog();

	/** Threads and channels that may be open in all scenes after all cases. */
	private static Resources allowed;

	@BeforeAll
	static void open(TestBroker broker) throws Exception {
		log.start();
		cases().map((arguments) -> (Mode) arguments.get()[1])
			.distinct()
			.forEach((mode) -> scenes.put(mode, FAILURES.stream().map((each) -> new SeamScene(broker, mode)).toList()));
		inParallel(allScenes().map((each) -> () -> {
			call(each);
			assertThatCallsSucceed(each);
			return null;
		}));
		allowed = Resources.inUse().plusFewOfEachScene();
	}

	@AfterAll
	static void nothingIsUnsettled(TestBroker broker) throws Exception {
		log.stop();
		try (BareAmqp bare = new BareAmqp(broker)) {
			for (SeamScene each : allScenes().toList()) {
				each.close();
				await().atMost(PATIENCE).until(() -> bare.messageCount(each.requestQueue()) == 0);
			}
		}
	}

	private static Stream<SeamScene> allScenes() {
		return scenes.values().stream().flatMap(List::stream);
	}

	/**
	 * Clients with direct replies send no batches, and functions that are acknowledged on
	 * receipt are called separately.
	 */
	static Stream<Arguments> cases() {
		return Arrays.stream(Seam.values())
			.flatMap((seam) -> Arrays.stream(Mode.values())
				.filter((mode) -> (seam == Seam.THREAD_FACTORY) == (mode == Mode.OWN_THREADS))
				.filter((mode) -> mode == Mode.DEFAULT || !seam.ofBatches())
				.limit(THOROUGH ? Mode.values().length : 1)
				.map((mode) -> arguments(seam, mode)));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void exceptionsAndErrorsStallNothing(Seam seam, Mode mode) throws Exception {
		log.clear();
		inParallel(IntStream.range(0, FAILURES.size())
			.mapToObj((index) -> failEachUse(scenes.get(mode).get(index), seam, FAILURES.get(index))));
		if (seam.isKnownFromLogOnly()) {
			assertThat(log.messages()).isNotEmpty();
		}
		assertThat(log.messages()).as("at most one for each failure").hasSizeLessThanOrEqualTo(FAILURES.size() * USES);
	}

	private static Callable<Void> failEachUse(SeamScene tried, Seam seam, Supplier<Throwable> failure) {
		return () -> {
			for (int use = 1; use <= USES; use++) {
				if (seam.ofBatches()) {
					tried.startBatching();
				}
				tried.fault.arm(seam, use, failure.get());
				callUntilThrown(tried, seam);
				tried.fault.disarm();
				assertThatCallsSucceed(tried);
				await().atMost(PATIENCE)
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofMillis(2))
					.untilAsserted(() -> {
						assertThat(tried.left()).isEmpty();
						assertThat(Resources.inUse()).matches(allowed::cover, "at most " + allowed);
					});
			}
			return null;
		};
	}

	private static void inParallel(Stream<Callable<Void>> actions) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			for (Future<Void> each : threads.invokeAll(actions.toList())) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void callUntilThrown(SeamScene tried, Seam seam) throws Exception {
		for (int burst = 0; burst < BURSTS && !tried.fault.thrown(); burst++) {
			call(tried);
		}
		assertThat(tried.fault.thrown()).as(seam + " is used").isTrue();
	}

	private static void call(SeamScene tried) throws Exception {
		List<CompletableFuture<?>> calls = tried.callAll();
		Stopwatch stopwatch = Stopwatch.start();
		CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
			.handle((done, failure) -> done)
			.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(stopwatch.elapsed()).isLessThan(SeamScene.TIMEOUT.plusSeconds(1));
	}

	private static void assertThatCallsSucceed(SeamScene tried) throws Exception {
		List<CompletableFuture<Integer>> calls = new ArrayList<>();
		for (int i = 0; i < CALLS_AFTERWARDS; i++) {
			calls.add(tried.call(i));
		}
		List<Integer> values = new ArrayList<>();
		for (CompletableFuture<Integer> call : calls) {
			values.add(call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
		}
		assertThat(values).isEqualTo(IntStream.range(0, CALLS_AFTERWARDS).boxed().toList());
	}

	/**
	 * What clients and servers use.
	 *
	 * @param threads the number of threads of Amphora
	 * @param channels the number of open channels
	 */
	private record Resources(long threads, int channels) {

		/** For each scene: workers that start after the first failure. */
		private static final int FEW = 6;

		/** Of threads that end with their client or server. */
		private static final List<String> THREADS = List.of("amphora-publish-", "amphora-consume-", "amphora-timer-",
				"amphora-acknowledge-", "amphora-stop-", "amphora-close-");

		static Resources inUse() {
			return new Resources(Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> THREADS.stream().anyMatch(thread.getName()::startsWith))
				.count(), allScenes().mapToInt(SeamScene::channels).sum());
		}

		/** A client that replaces another one opens channels before those are closed. */
		Resources plusFewOfEachScene() {
			int margin = FEW * (int) allScenes().count();
			return new Resources(this.threads + margin, this.channels + margin);
		}

		boolean cover(Resources others) {
			return others.threads <= this.threads && others.channels <= this.channels;
		}

	}

}
