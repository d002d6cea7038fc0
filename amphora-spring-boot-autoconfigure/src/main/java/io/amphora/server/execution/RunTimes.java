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

package io.amphora.server.execution;

import org.jspecify.annotations.Nullable;

/**
 * Records when functions start and end. Thread-safe.
 *
 * @param prefetch adapts the prefetch, or {@code null} if it is fixed
 * @param batches determines the size of batches
 * @since 0.1.0
 */
public record RunTimes(@Nullable AdaptivePrefetch prefetch, BatchAdvice batches) {

	/** Record the start of a function. */
	public void began() {
		if (this.prefetch != null) {
			this.prefetch.began();
		}
	}

	/**
	 * Record the end of a function.
	 * @param function the name of the function, or {@code null} if there is none
	 * @param startedAt when it started, as {@link System#nanoTime()}
	 */
	public void ended(@Nullable String function, long startedAt) {
		long now = System.nanoTime();
		if (function != null) {
			this.batches.ran(function, now - startedAt);
		}
		if (this.prefetch != null) {
			this.prefetch.ran(startedAt, now);
		}
	}

}
