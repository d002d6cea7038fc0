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

/**
 * Decides whether enough calls are pending for batches to be faster. With few pending
 * calls, a batch contains too few calls, and calls only wait for each other. The more
 * calls have been pending of late, the fewer have to be pending now: while replies to a
 * batch arrive, the number of pending calls is low for a moment. Thread-safe: concurrent
 * calls may overwrite what they record, as the next ones would.
 *
 * @since 0.1.0
 */
public final class BatchThreshold {

	/** The threshold if no more than {@link #CROWD} calls were pending of late. */
	static final int USUAL = 16;

	/** The threshold if more calls were pending of late. */
	static final int LOWERED = 8;

	static final int CROWD = 24;

	/** Limits the numbers that are recorded, so that they cannot overflow. */
	private static final int MOST = 1000;

	/** The recorded number is multiplied by 2 to the power of this. */
	private static final int SCALE = 8;

	/** Each call lowers the recorded number by 2 to the power of -6 of the difference. */
	private static final int DECAY = 6;

	/** The highest number of pending calls, which falls slowly. */
	private int recent;

	/**
	 * Return whether a call should be part of a batch, and record the number of pending
	 * calls.
	 * @param pending the number of pending calls
	 * @return {@code true} if enough calls are pending
	 */
	public boolean isReached(int pending) {
		int now = Math.min(pending, MOST) << SCALE;
		int before = this.recent;
		int after = (now >= before) ? now : before - ((before - now) >> DECAY);
		if (after != before) {
			this.recent = after;
		}
		return pending > ((after > CROWD << SCALE) ? LOWERED : USUAL);
	}

}
