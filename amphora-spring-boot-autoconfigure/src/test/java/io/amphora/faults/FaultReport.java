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
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fate of the requests that were made while something broke.
 *
 * @param fault what broke
 * @param mode how client and server were used
 * @param accepted calls and one-way requests that a client took
 * @param executed requests that the function was run for
 * @param replied calls with a reply
 * @param confirmed one-way requests that the broker had confirmed
 * @param failures requests that ended with an exception, by its type
 * @param duplicated requests that the function was run for more than once
 * @param open requests that have not ended
 * @param lost one-way requests that were confirmed, and not run
 * @param violations requests that got the reply to another one, got one without being
 * run, whose exception says that they have run or have not run, though the opposite is
 * true, or that ended later than their timeout
 * @param longestPause the longest time without any reply
 */
record FaultReport(String fault, FaultMode mode, int accepted, int executed, int replied, int confirmed,
		Map<String, Long> failures, int duplicated, int open, int lost, List<String> violations,
		Duration longestPause) {

	/** Each request succeeded. */
	FaultReport requireSuccess() {
		return requireSuccessOr(Set.of());
	}

	/** Each request succeeded, or ended with one of these exceptions. */
	FaultReport requireSuccessOr(Set<String> exceptions) {
		assertThat(this.open).as("have not ended").isZero();
		assertThat(this.replied + this.confirmed + failed()).as("ended").isEqualTo(this.accepted);
		requireTruth();
		assertThat(exceptions).as(summary()).containsAll(this.failures.keySet());
		return this;
	}

	/** What no fault at all may do. */
	FaultReport requireTruth() {
		assertThat(this.accepted).as("accepted").isPositive();
		assertThat(this.violations).as(summary()).isEmpty();
		return this.mode.mayRunTwice() ? this : requireNoDuplicates();
	}

	FaultReport requireNoDuplicates() {
		assertThat(this.duplicated).as("run more than once").isZero();
		return this;
	}

	/** Each one-way request that the broker had confirmed was run. */
	FaultReport requireNoneLost() {
		assertThat(this.lost).as("confirmed one-way requests that were not run").isZero();
		return this;
	}

	/** The same, where a request that is delivered again is run at all. */
	FaultReport requireNoneLostUnlessRedelivered() {
		return this.mode.runsRedelivered() ? requireNoneLost() : this;
	}

	long failed() {
		return this.failures.values().stream().mapToLong(Long::longValue).sum();
	}

	private String summary() {
		return "%s, %s: %d accepted, %d run, %d with a reply, %d confirmed, failed %s, %d run twice, %d lost".formatted(
				this.fault, this.mode, this.accepted, this.executed, this.replied, this.confirmed, this.failures,
				this.duplicated, this.lost);
	}

}
