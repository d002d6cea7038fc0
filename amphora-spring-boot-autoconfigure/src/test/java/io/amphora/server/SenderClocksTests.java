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

package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SenderClocks} and {@link SenderClock}.
 */
class SenderClocksTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** What {@link System#nanoTime()} is at {@link #SINCE_1970}. */
	private static final long NANOS = -5_000_000_000_000L;

	private static final Duration SINCE_1970 = Duration.ofMillis(1_790_000_000_000L);

	private final SenderClocks clocks = new SenderClocks();

	/** How long this test has been running, if time passed in it. */
	private Duration now = Duration.ZERO;

	static List<Duration> differences() {
		return List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(-1), Duration.ofDays(1),
				Duration.ofDays(-1));
	}

	@ParameterizedTest
	@MethodSource("differences")
	void doesNotCountDifferencesOfClocksAsWaiting(Duration difference) {
		for (int i = 0; i < 100; i++) {
			assertThat(arrive("a", difference, Duration.ofMillis(1))).isZero();
			this.now = this.now.plusMillis(10);
		}
	}

	@ParameterizedTest
	@MethodSource("differences")
	void waitCountsRegardlessOfTheDifferenceOfClocks(Duration difference) {
		arrive("a", difference, Duration.ofMillis(1));
		this.now = this.now.plusSeconds(5);
		assertThat(arrive("a", difference, Duration.ofSeconds(4))).isCloseTo(Duration.ofSeconds(4),
				Duration.ofMillis(10));
		assertThat(arrive("a", difference, Duration.ofMillis(1))).isZero();
	}

	@ParameterizedTest
	@MethodSource("differences")
	void firstRequestsThatHaveWaitedSpoilNothing(Duration difference) {
		assertThat(arrive("a", difference, Duration.ofSeconds(9))).isZero();
		assertThat(arrive("a", difference, Duration.ofMillis(1))).isZero();
		assertThat(arrive("a", difference, Duration.ofSeconds(3))).isCloseTo(Duration.ofSeconds(3),
				Duration.ofMillis(10));
	}

	@ParameterizedTest
	@MethodSource("differences")
	void changeOfTheClockDropsNoRequest(Duration step) {
		arrive("a", Duration.ZERO, Duration.ofMillis(1));
		for (int i = 0; i < 100; i++) {
			assertThat(arrive("a", step, Duration.ofMillis(1))).isZero();
			assertThat(arrive("a", Duration.ZERO, Duration.ofMillis(1))).isZero();
		}
		assertThat(arrive("a", Duration.ZERO, Duration.ofSeconds(3))).isCloseTo(Duration.ofSeconds(3),
				Duration.ofMillis(10));
	}

	@Test
	void requestThatArrivesJustAfterItsExpirationHasWaited() {
		arrive("a", Duration.ZERO, Duration.ofMillis(1));
		Duration late = TIMEOUT.plusMillis(300);
		for (int i = 0; i < 1000; i++) {
			assertThat(arrive("a", Duration.ZERO, late)).isCloseTo(late, Duration.ofMillis(10));
		}
		assertThat(arrive("a", Duration.ZERO, late)).as("cannot be true any more").isZero();
		assertThat(arrive("a", Duration.ZERO, late)).isZero();
	}

	@Test
	void senderCannotBeTakenForAnother() {
		arrive("a", Duration.ofMinutes(1), Duration.ofMillis(1));
		assertThat(arrive("b", Duration.ZERO, Duration.ofMillis(1))).isZero();
		assertThat(arrive("a", Duration.ofMinutes(1), Duration.ofMillis(1))).isZero();
	}

	@Test
	void neverExceedsTheTrueWait() {
		Random random = new Random(7);
		for (int sender = 0; sender < 50; sender++) {
			long offset = random.nextLong(-86_400_000, 86_400_000);
			double rate = random.nextDouble(-0.0009, 0.0009);
			for (int i = 0; i < 200; i++) {
				this.now = this.now.plusNanos(random.nextLong(10_000_000_000L));
				Duration wait = Duration.ofNanos(random.nextLong(TIMEOUT.toNanos()));
				long sentNanos = this.now.minus(wait).toNanos();
				Duration clock = Duration.ofMillis(offset).plusNanos((long) (sentNanos * rate));
				assertThat(arrive("sender-" + sender, clock, wait)).isLessThanOrEqualTo(wait);
			}
		}
	}

	@Test
	void longOverloadHidesLittleOfTheWait() {
		arrive("a", Duration.ZERO, Duration.ofMillis(1));
		for (int i = 0; i < 3600; i++) {
			this.now = this.now.plusSeconds(1);
			arrive("a", Duration.ZERO, Duration.ofSeconds(9));
		}
		assertThat(arrive("a", Duration.ZERO, Duration.ofSeconds(9))).isGreaterThan(Duration.ofSeconds(5));
	}

	@Test
	void clockThatGoesSlowerIsFollowed() {
		for (int i = 0; i < 24 * 60; i++) {
			Duration behind = Duration.ofMillis(-30 * i);
			assertThat(arrive("a", behind, Duration.ofMillis(1))).isZero();
			this.now = this.now.plusMinutes(1);
		}
	}

	@Test
	void arrivingRequestIsGivenItsWait() {
		wait(request("a", sentAt(Duration.ZERO, Duration.ZERO), null), NANOS);
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(request("a", sentAt(Duration.ZERO, Duration.ZERO), null));
		given(delivery.receivedAt()).willReturn(NANOS + 3_000_000_000L);
		this.clocks.arrived(delivery);
		ArgumentCaptor<Long> waited = ArgumentCaptor.captor();
		then(delivery).should().waited(waited.capture());
		assertThat(Duration.ofNanos(waited.getValue())).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(10));
	}

	@Test
	void requestsWithoutAnExpirationDescribeTheClockAsWell() {
		wait(request("a", sentAt(Duration.ZERO, Duration.ZERO), null), NANOS);
		assertThat(arrive("a", Duration.ZERO, Duration.ofSeconds(3))).isCloseTo(Duration.ofSeconds(3),
				Duration.ofMillis(10));
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE, 4_611_686_018_427L,
			4_611_686_018_428L, Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE })
	void anyNumberIsHarmless(long millis) {
		for (String expiration : List.of("0", "-1", "1000", Long.toString(Long.MAX_VALUE),
				Long.toString(Long.MIN_VALUE), "soon", "99999999999999999999")) {
			for (long arrival : new long[] { Long.MIN_VALUE, -1, 0, 1, NANOS, Long.MAX_VALUE }) {
				assertThat(wait(request("evil", millis, expiration), arrival)).isGreaterThanOrEqualTo(Duration.ZERO);
			}
		}
		wait(request("a", millis, "1000"), NANOS);
		assertThat(arrive("a", Duration.ZERO, Duration.ofMillis(1))).isZero();
	}

	@Test
	void ignoresInvalidTimesAndNames() {
		for (Object sentAt : List.of("soon", true, List.of(1), Map.of())) {
			wait(request("a", sentAt, "1000"), NANOS);
		}
		long sentAt = sentAt(Duration.ZERO, Duration.ZERO);
		for (Object name : List.of(7, "x".repeat(256), LongStringHelper.asLongString(new byte[100_000]), List.of())) {
			wait(request(name, sentAt, "1000"), NANOS);
		}
		wait(new BasicProperties.Builder().headers(Map.of("amphora-sent-at", sentAt)).build(), NANOS);
		wait(new BasicProperties(), NANOS);
		assertThat(this.clocks.size()).isZero();
		wait(request(LongStringHelper.asLongString("x".repeat(255)), sentAt, "1000"), NANOS);
		assertThat(this.clocks.size()).isOne();
	}

	@Test
	void clocksNamedOnceDoNotDisplaceAClockInUse() {
		arrive("regular", Duration.ZERO, Duration.ofMillis(1));
		arrive("regular", Duration.ZERO, Duration.ofMillis(1));
		for (int i = 0; i < 3 * SenderClocks.REMEMBERED; i++) {
			arrive("stranger-" + i, Duration.ZERO, Duration.ofMillis(1));
		}
		assertThat(this.clocks.size()).isEqualTo(1 + SenderClocks.ON_TRIAL);
		assertThat(arrive("regular", Duration.ZERO, Duration.ofSeconds(3)).toMillis()).isCloseTo(3000L, within(10L));
	}

	@Test
	void clockIsUsedWhileItIsOnTrial() {
		arrive("new", Duration.ZERO, Duration.ofMillis(1));
		assertThat(arrive("new", Duration.ZERO, Duration.ofSeconds(3)).toMillis()).isCloseTo(3000L, within(10L));
		assertThat(this.clocks.size()).isOne();
	}

	@Test
	void allSendersThatTakeTurnsAreRememberedThoughOthersWereBefore() {
		sendInTurns("former", Duration.ofMillis(1));
		sendInTurns("former", Duration.ofMillis(1));
		sendInTurns("sender", Duration.ofMillis(1));
		sendInTurns("sender", Duration.ofSeconds(3));
		sendInTurns("sender", Duration.ofSeconds(3));
		assertThat(this.clocks.size()).isEqualTo(SenderClocks.REMEMBERED);
	}

	/** Let all senders send in turns. All but the first of their requests may wait. */
	private void sendInTurns(String name, Duration wait) {
		for (int i = 0; i < SenderClocks.REMEMBERED; i++) {
			assertThat(arrive(name + i, Duration.ZERO, wait)).isCloseTo(wait, Duration.ofMillis(10));
		}
	}

	@Test
	void clocksNamedRepeatedlyDisplaceThoseUnusedForLongest() {
		arrive("regular", Duration.ZERO, Duration.ofMillis(1));
		arrive("idle", Duration.ZERO, Duration.ofMillis(1));
		arrive("idle", Duration.ZERO, Duration.ofMillis(1));
		for (int i = 0; i < 3 * SenderClocks.REMEMBERED; i++) {
			arrive("stranger-" + i, Duration.ZERO, Duration.ofMillis(1));
			arrive("stranger-" + i, Duration.ZERO, Duration.ofMillis(1));
			if (i % 100 == 0) {
				arrive("regular", Duration.ZERO, Duration.ofMillis(1));
			}
		}
		assertThat(this.clocks.size()).isEqualTo(SenderClocks.REMEMBERED);
		assertThat(arrive("idle", Duration.ZERO, Duration.ofSeconds(3))).isZero();
		assertThat(arrive("regular", Duration.ZERO, Duration.ofSeconds(3)).toMillis()).isCloseTo(3000L, within(10L));
	}

	@Test
	void manyConnectionsMayDeliverAtOnce() {
		Map<Duration, Duration> tooMuch = new ConcurrentHashMap<>();
		List<CompletableFuture<Void>> connections = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Random random = new Random(i);
			connections.add(CompletableFuture.runAsync(() -> {
				for (int request = 0; request < 2000; request++) {
					Duration wait = Duration.ofMillis(random.nextInt(9000));
					Duration found = arrive("sender-" + random.nextInt(1500), Duration.ofMinutes(1), wait);
					if (found.compareTo(wait) > 0) {
						tooMuch.put(wait, found);
					}
				}
			}));
		}
		assertThat(connections).allSatisfy((done) -> assertThat(done).succeedsWithin(Duration.ofSeconds(30)));
		assertThat(tooMuch).isEmpty();
		assertThat(this.clocks.size()).isBetween(SenderClocks.REMEMBERED, 1500);
	}

	/** A request comes now that was sent some time ago, by a clock that is wrong. */
	private Duration arrive(String sender, Duration clock, Duration wait) {
		return wait(request(sender, sentAt(clock, wait), Long.toString(TIMEOUT.toMillis())),
				NANOS + this.now.toNanos());
	}

	private long sentAt(Duration clock, Duration wait) {
		return SINCE_1970.plus(this.now).minus(wait).plus(clock).toMillis();
	}

	private static BasicProperties request(Object sender, Object sentAt, String expiration) {
		Map<String, Object> headers = new HashMap<>(Map.of("amphora-sent-at", sentAt, "amphora-clock", sender));
		return new BasicProperties.Builder().headers(headers).expiration(expiration).build();
	}

	private Duration wait(BasicProperties properties, long receivedAt) {
		return Duration.ofNanos(this.clocks.wait(properties, receivedAt));
	}

}
