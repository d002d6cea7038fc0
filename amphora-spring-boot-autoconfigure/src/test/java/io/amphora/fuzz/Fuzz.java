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
