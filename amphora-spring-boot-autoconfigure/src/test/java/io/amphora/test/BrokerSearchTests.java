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

package io.amphora.test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerSearchTests {

	private final AtomicInteger closed = new AtomicInteger();

	private final AtomicInteger searched = new AtomicInteger();

	private final BrokerSource embedded = () -> address("embedded", false);

	@Test
	void takesTheFirstRabbitMqThatIsThere() {
		try (BrokerSearch search = new BrokerSearch(List.of(none("no URI"), some("a"), some("b")), this.embedded)) {
			assertThat(search.rabbitMq()).map(BrokerAddress::origin).contains("a");
			assertThat(search.any().origin()).isEqualTo("a");
		}
	}

	@Test
	void fallsBackOnTheEmbeddedBroker() {
		try (BrokerSearch search = new BrokerSearch(List.of(none("no URI")), this.embedded)) {
			assertThat(search.any().origin()).isEqualTo("embedded");
			assertThat(search.rabbitMq()).isEmpty();
		}
	}

	@Test
	void explainsWhyThereIsNoRabbitMq() {
		try (BrokerSearch search = new BrokerSearch(List.of(none("no URI"), none("no engine")), this.embedded)) {
			assertThat(search.rabbitMq()).isEmpty();
			assertThat(search.whyNoRabbitMq()).isEqualTo("no URI; no engine");
		}
	}

	@Test
	void searchesOnce() {
		try (BrokerSearch search = new BrokerSearch(List.of(none("no URI")), this.embedded)) {
			search.rabbitMq();
			search.any();
			search.any();
			assertThat(this.searched).hasValue(1);
		}
	}

	@Test
	void endsWhatItFoundWhenItIsClosed() {
		BrokerSearch search = new BrokerSearch(List.of(some("a")), this.embedded);
		search.any();
		search.close();
		search.close();
		assertThat(this.closed).hasValue(1);
	}

	private BrokerSource none(String reason) {
		return () -> {
			this.searched.incrementAndGet();
			throw new NoBrokerException(reason);
		};
	}

	private BrokerSource some(String origin) {
		return () -> address(origin, true);
	}

	private BrokerAddress address(String origin, boolean rabbitMq) {
		return new BrokerAddress(origin, rabbitMq, "localhost", 5672, "guest", "guest", "/",
				this.closed::incrementAndGet);
	}

}
