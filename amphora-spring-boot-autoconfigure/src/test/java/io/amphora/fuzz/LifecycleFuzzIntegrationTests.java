package io.amphora.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Servers and clients that are started, stopped and closed in any order, by several
 * threads, while they are called. {@code -Damphora.fuzz.factor=50} plays fifty times as
 * many rounds, which takes about five minutes.
 */
@BrokerTest
class LifecycleFuzzIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final int ROUNDS = 2;

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
		for (int round = 0; round < Fuzz.times(ROUNDS); round++) {
			play(Fuzz.random(round), "round %d of %s".formatted(round, Fuzz.seed()));
		}
	}

	private void play(RandomGenerator random, String round) throws Exception {
		long threads = threads();
		LifecycleScene scene = new LifecycleScene(this.broker);
		try (scene; BareAmqp bare = new BareAmqp(this.broker)) {
			scene.play(random, STEPS);
			assertThatAllIsWell(scene, round);
			assertThat(scene.consumers(bare)).as(round).isEqualTo(LifecycleScene.SERVERS);
			scene.close(random, STEPS / 4);
			assertThatAllIsWell(scene, round);
			await(round).atMost(PATIENCE).until(() -> scene.consumers(bare) == 0);
			bare.deleteQueue(scene.requestQueue());
		}
		await(round).atMost(PATIENCE).until(() -> threads() <= threads);
	}

	private static void assertThatAllIsWell(LifecycleScene scene, String round) {
		await(round).atMost(PATIENCE).untilAsserted(() -> assertThat(scene.disagreement()).isEmpty());
		scene.callAfterwards(CALLS_AFTERWARDS);
		await(round).atMost(PATIENCE).until(() -> scene.calls().allEnded() && scene.calls().allRan());
		assertThat(scene.calls().faults()).as(round).isEmpty();
		await(round).atMost(PATIENCE).untilAsserted(() -> assertThat(scene.left()).isEmpty());
	}

	private static long threads() {
		return Stream.of(threadsOfJvm())
			.filter((thread) -> THREADS.stream().anyMatch(thread.getName()::startsWith))
			.count();
	}

	private static Thread[] threadsOfJvm() {
		return Thread.getAllStackTraces().keySet().toArray(Thread[]::new);
	}

}
