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

package io.amphora.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendClock}.
 */
class SendClockTests {

	private static final long BEGIN = 1_790_000_000_000L;

	private final AtomicLong millis = new AtomicLong(BEGIN);

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);

	private final SendClock clock = new SendClock(this.millis::get, this.nanos::get);

	@Test
	void returnsTheTimeSince1970() {
		assertThat(sentAt()).isEqualTo(BEGIN);
		pass(Duration.ofMinutes(10));
		assertThat(sentAt()).isEqualTo(BEGIN + 600_000);
	}

	@Test
	void keepsItsNameWhileTimePasses() {
		Object name = name();
		for (int i = 0; i < 1000; i++) {
			pass(Duration.ofSeconds(10));
			this.millis.addAndGet((i % 2 == 0) ? 20 : -20);
			assertThat(name()).isEqualTo(name);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 60, -60, 60_000, -60_000, 86_400_000, -86_400_000 })
	void isAnotherOneOnceTheClockOfTheMachineWasSet(long step) {
		Object name = name();
		this.millis.addAndGet(step);
		assertThat(name()).isNotEqualTo(name);
		assertThat(sentAt()).isEqualTo(BEGIN + step);
		assertThat(name()).isEqualTo(name());
	}

	@Test
	void isAnotherOneOnceTheProcessStoodStill() {
		Object name = name();
		this.millis.addAndGet(5000);
		this.nanos.addAndGet(1_000_000);
		assertThat(name()).isNotEqualTo(name);
	}

	@Test
	void leavesOtherHeadersAsTheyAre() {
		Map<String, Object> headers = Map.of("tenant", 7, "amphora-sent-at", "soon", "amphora-clock", "mine");
		assertThat(this.clock.stamp(headers)).hasSize(3)
			.containsEntry("tenant", 7)
			.containsEntry("amphora-sent-at", BEGIN)
			.doesNotContainEntry("amphora-clock", "mine");
	}

	@Test
	void hasAnUnpredictableName() {
		assertThat(name()).asString().hasSizeBetween(5, 13);
		assertThat(new SendClock(this.millis::get, this.nanos::get).stamp(null).get("amphora-clock"))
			.isNotEqualTo(name());
	}

	private void pass(Duration time) {
		this.millis.addAndGet(time.toMillis());
		this.nanos.addAndGet(time.toNanos());
	}

	private Object sentAt() {
		return this.clock.stamp(null).get("amphora-sent-at");
	}

	private Object name() {
		return this.clock.stamp(null).get("amphora-clock");
	}

}
