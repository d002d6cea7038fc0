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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AckWindow}.
 */
class AckWindowTests {

	private final AckWindow window = new AckWindow();

	@Test
	void acknowledgesNothingWhenNothingIsSettled() {
		assertThat(this.window.advance()).isZero();
		assertThat(this.window.takeSingles()).isEmpty();
	}

	@Test
	void acknowledgesUpToTheFirstOpenDelivery() {
		acknowledge(1, 2, 3, 5);
		assertThat(this.window.advance()).isEqualTo(3);
		assertThat(this.window.takeSingles()).containsExactly(5L);
	}

	@Test
	void acknowledgesEarlierDeliveriesOnlyOnce() {
		acknowledge(2, 3);
		assertThat(this.window.advance()).isZero();
		assertThat(this.window.takeSingles()).containsExactly(2L, 3L);
		acknowledge(1);
		assertThat(this.window.advance()).isEqualTo(1);
		assertThat(this.window.takeSingles()).isEmpty();
		acknowledge(4);
		assertThat(this.window.advance()).isEqualTo(4);
	}

	@Test
	void neverAcknowledgesUpToARejectedDelivery() {
		acknowledge(1);
		this.window.rejected(2);
		assertThat(this.window.advance()).isEqualTo(1);
		this.window.rejected(3);
		assertThat(this.window.advance()).isZero();
		acknowledge(4);
		assertThat(this.window.advance()).isEqualTo(4);
	}

	@Test
	void remembersLittleWhileOneDeliveryStaysOpen() {
		for (long tag = 2; tag < 100_000; tag++) {
			acknowledge(tag);
			this.window.advance();
			this.window.takeSingles();
		}
		assertThat(this.window.size()).isEqualTo(1);
		acknowledge(1);
		assertThat(this.window.advance()).isEqualTo(1);
		assertThat(this.window.size()).isZero();
	}

	@RepeatedTest(20)
	void acknowledgesEveryDeliveryOnceInAnyOrderOfSettlement(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Broker broker = new Broker();
		List<Long> tags = new ArrayList<>();
		for (long tag = 1; tag <= 500; tag++) {
			tags.add(tag);
		}
		Collections.shuffle(tags, random);
		for (long tag : tags) {
			if (random.nextInt(5) == 0) {
				broker.reject(tag);
				this.window.rejected(tag);
			}
			else {
				acknowledge(tag);
			}
			if (random.nextInt(3) == 0) {
				broker.write(this.window);
			}
		}
		broker.write(this.window);
		assertThat(broker.open).isEmpty();
		assertThat(this.window.size()).isZero();
	}

	private void acknowledge(long... tags) {
		for (long tag : tags) {
			this.window.acknowledged(tag);
		}
	}

	/**
	 * Refuses what RabbitMQ refuses: settling a delivery twice, and acknowledging up to
	 * one that is settled.
	 */
	private static final class Broker {

		private final TreeSet<Long> open = new TreeSet<>();

		Broker() {
			for (long tag = 1; tag <= 500; tag++) {
				this.open.add(tag);
			}
		}

		void reject(long tag) {
			assertThat(this.open.remove(tag)).as("reject %d", tag).isTrue();
		}

		void write(AckWindow window) {
			long upTo = window.advance();
			if (upTo > 0) {
				assertThat(this.open.contains(upTo)).as("acknowledge up to %d", upTo).isTrue();
				this.open.headSet(upTo, true).clear();
			}
			for (long tag : window.takeSingles()) {
				assertThat(this.open.remove(tag)).as("acknowledge %d", tag).isTrue();
			}
		}

	}

}
