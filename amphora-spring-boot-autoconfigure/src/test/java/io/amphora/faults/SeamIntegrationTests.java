package io.amphora.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests with code of an application that throws, once: calls end in time, later calls
 * succeed, and nothing is left.
 */
@BrokerTest
class SeamIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int USES = 3;

	private static final int CALLS_AFTERWARDS = 100;

	/** Batches come about under load only. */
	private static final int BURSTS = 200;

	private static final List<Supplier<Throwable>> FAILURES = List.of(() -> new IllegalStateException("on purpose"),
			() -> new AssertionError("on purpose"), () -> new OutOfMemoryError("on purpose"),
			() -> new StackOverflowError("on purpose"));

	/** Says hundreds of times what is thrown on purpose. */
	private static final String LOGGER = "io.amphora";

	private static final LoggingSystem logging = LoggingSystem.get(SeamIntegrationTests.class.getClassLoader());

	private static SeamScene scene;

	private static SeamScene sceneOfThreads;

	@BeforeAll
	static void open(TestBroker broker) {
		logging.setLogLevel(LOGGER, LogLevel.OFF);
		scene = new SeamScene(broker, false);
		sceneOfThreads = new SeamScene(broker, true);
	}

	@AfterAll
	static void nothingIsUnsettled(TestBroker broker) throws Exception {
		logging.setLogLevel(LOGGER, LogLevel.INFO);
		for (SeamScene each : List.of(scene, sceneOfThreads)) {
			each.close();
			try (BareAmqp bare = new BareAmqp(broker)) {
				await().atMost(PATIENCE).until(() -> bare.messageCount(each.requestQueue()) == 0);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Seam.class)
	void nothingStallsWhateverIsThrown(Seam seam) throws Exception {
		SeamScene tried = (seam == Seam.THREAD_FACTORY) ? sceneOfThreads : scene;
		for (Supplier<Throwable> failure : failures(seam)) {
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
					.untilAsserted(() -> assertThat(tried.left()).isEmpty());
			}
		}
	}

	/** What a decorator throws, Amphora never sees: the thread does not come. */
	private static List<Supplier<Throwable>> failures(Seam seam) {
		return (seam == Seam.TASK_DECORATOR) ? FAILURES.subList(0, 1) : FAILURES;
	}

	private static void callUntilThrown(SeamScene tried, Seam seam) throws Exception {
		for (int burst = 0; burst < BURSTS && !tried.fault.thrown(); burst++) {
			List<CompletableFuture<?>> calls = tried.callAll();
			long startedAt = System.nanoTime();
			CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
				.handle((done, failure) -> done)
				.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SeamScene.TIMEOUT.plusSeconds(1));
		}
		assertThat(tried.fault.thrown()).as(seam + " is used").isTrue();
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

}
