package io.amphora.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much to fuzz, and from which seed. Every case has a random generator of its own, so
 * that it can be run alone: {@code -Damphora.fuzz.seed=SEED} repeats a run, and
 * {@code -Damphora.fuzz.factor=50} makes one that is fifty times as long.
 */
final class Fuzz {

	private static final int EXCERPT = 300;

	private static final long SEED = Long.getLong("amphora.fuzz.seed", ThreadLocalRandom.current().nextLong());

	private static final int FACTOR = Integer.getInteger("amphora.fuzz.factor", 1);

	private static final long TOLERATED_GROWTH = 24 * 1024 * 1024;

	private Fuzz() {
	}

	static int times(int quick) {
		return Math.multiplyExact(quick, FACTOR);
	}

	static SplittableRandom random(int number) {
		return new SplittableRandom(SEED + number);
	}

	/** What somebody needs to know to run the case again. */
	static String describe(int number, byte[] body) {
		String text = new String(Arrays.copyOf(body, Math.min(body.length, EXCERPT)), StandardCharsets.UTF_8);
		return "case %d of -Damphora.fuzz.seed=%d, %d bytes: %s".formatted(number, SEED, body.length, text);
	}

	static String seed() {
		return "-Damphora.fuzz.seed=" + SEED;
	}

	/** The heap that is in use when all garbage is gone. */
	static long usedHeap() {
		System.gc();
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	static boolean flat(long before, long after) {
		return after - before < TOLERATED_GROWTH;
	}

}
