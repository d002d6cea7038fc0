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

package io.amphora.client.batch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How many calls of a function a batch may contain, as the servers of one service say in
 * the headers of their replies. All servers share a queue, so the smallest number counts,
 * and one reply of a server that does not support batches prevents them for a minute.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class BatchSizes {

	/** The size for functions whose calls are sent separately. */
	public static final int UNBATCHED = 1;

	/** A larger size counts if no server has asked for a smaller one for this time. */
	private static final Duration MEMORY = Duration.ofSeconds(1);

	/** Applications may choose names of functions at run time. */
	private static final int MOST_FUNCTIONS = 10_000;

	private final Map<String, Size> sizes = new ConcurrentHashMap<>();

	/** When servers asked for separate calls of functions. */
	private final Map<String, Pause> unbatched = new ConcurrentHashMap<>();

	private volatile Pause pause = Pause.OVER;

	/**
	 * Return how many calls of a function a batch may contain.
	 * @param function the name of the function
	 * @return the number, {@link #UNBATCHED} before a server has replied
	 */
	public int of(String function) {
		Size size = this.sizes.get(function);
		return (size != null && !isPaused()) ? size.calls : UNBATCHED;
	}

	/**
	 * Return whether a server has refused a batch, or has shown that it supports none,
	 * within the last minute.
	 * @return {@code true} if no batches should be sent
	 */
	public boolean isPaused() {
		return this.pause.isActive();
	}

	/** Record that a server does not support batches, or refuses them. */
	public void pause() {
		this.pause = Pause.now();
	}

	/**
	 * Record that a server has asked for separate calls of a function. Its calls are then
	 * sent separately for a minute, because the reason may be a crash of the server.
	 * @param function the name of the function
	 */
	public void requireSingle(String function) {
		if (this.unbatched.size() >= MOST_FUNCTIONS) {
			this.unbatched.clear();
		}
		this.unbatched.put(function, Pause.now());
	}

	/**
	 * Return whether a server has asked for separate calls of a function within the last
	 * minute.
	 * @param function the name of the function
	 * @return {@code true} if its calls must not be part of a batch
	 */
	public boolean requiresSingle(String function) {
		return !this.unbatched.isEmpty() && this.unbatched.getOrDefault(function, Pause.OVER).isActive();
	}

	/**
	 * Record what the headers of a reply say.
	 * @param function the name of the function that was called
	 * @param headers the headers of the reply
	 */
	public void replied(String function, @Nullable Map<String, Object> headers) {
		Object value = (headers != null) ? headers.get(WireHeaders.BATCH) : null;
		if (!(value instanceof Number calls)) {
			pause();
		}
		else if (calls.longValue() > 0) {
			record(function, (int) Math.min(calls.longValue(), Integer.MAX_VALUE));
		}
	}

	/** Concurrent replies may overwrite each other, as the next ones would. */
	private void record(String function, int calls) {
		long now = System.nanoTime();
		Size known = this.sizes.get(function);
		if (known == null) {
			if (this.sizes.size() >= MOST_FUNCTIONS) {
				this.sizes.clear();
			}
			this.sizes.put(function, new Size(calls, now));
		}
		else if (calls <= known.calls || now - known.since > MEMORY.toNanos()) {
			known.calls = calls;
			known.since = now;
		}
	}

	/**
	 * A time in which calls are sent separately. It ends because servers may be updated.
	 *
	 * @param startedAt when it started, as {@link System#nanoTime()}
	 */
	private record Pause(long startedAt) {

		private static final Duration LENGTH = Duration.ofMinutes(1);

		private static final Pause OVER = new Pause(System.nanoTime() - LENGTH.toNanos());

		private static Pause now() {
			return new Pause(System.nanoTime());
		}

		private boolean isActive() {
			return System.nanoTime() - this.startedAt < LENGTH.toNanos();
		}

	}

	/** Written by any thread that handles a reply. */
	private static final class Size {

		private volatile int calls;

		private volatile long since;

		private Size(int calls, long since) {
			this.calls = calls;
			this.since = since;
		}

	}

}
