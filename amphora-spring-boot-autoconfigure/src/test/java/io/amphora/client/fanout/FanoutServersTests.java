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

package io.amphora.client.fanout;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FanoutServers}.
 */
class FanoutServersTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final FanoutServers servers = new FanoutServers(this.nanoTime::get);

	@Test
	void remembersTheServersOfEachFunction() {
		this.servers.waited("size", Set.of("one", "two"), Set.of());
		this.servers.waited("clear", Set.of("one"), Set.of());
		assertThat(this.servers.known("size")).containsExactlyInAnyOrder("one", "two");
		assertThat(this.servers.known("clear")).containsExactly("one");
		assertThat(this.servers.known("other")).isEmpty();
	}

	@Test
	void forgetsServersAfterAWhile() {
		this.servers.waited("size", Set.of("one"), Set.of());
		this.nanoTime.addAndGet(FanoutServers.REMEMBERED.toNanos() - 1);
		assertThat(this.servers.known("size")).containsExactly("one");
		this.nanoTime.incrementAndGet();
		assertThat(this.servers.known("size")).isEmpty();
	}

	@Test
	void addsServersThatReplyLate() {
		this.servers.ended("c-1", "size");
		this.servers.waited("size", Set.of("one"), Set.of());
		this.servers.recordLateReply("c-1", reply("two"));
		this.servers.recordLateReply("c-2", reply("three"));
		assertThat(this.servers.known("size")).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void forgetsServersThatKeepSilent() {
		this.servers.waited("size", Set.of("one", "two"), Set.of());
		this.servers.waited("size", Set.of("one"), Set.of("two"));
		assertThat(this.servers.known("size")).containsExactly("one");
		this.servers.waited("size", Set.of(), Set.of("one"));
		assertThat(this.servers.known("size")).isEmpty();
	}

	@Test
	void keepsServersThatCallsDidNotExpect() {
		this.servers.waited("size", Set.of("one"), Set.of());
		this.servers.replied("size", Set.of("two"));
		this.servers.waited("size", Set.of("one"), Set.of());
		assertThat(this.servers.known("size")).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void callsThatDoNotWaitDoNotProlongTheMemory() {
		this.servers.replied("size", Set.of("one"));
		assertThat(this.servers.known("size")).isEmpty();
		this.servers.waited("size", Set.of("one"), Set.of());
		this.nanoTime.addAndGet(FanoutServers.REMEMBERED.toNanos() - 1);
		this.servers.replied("size", Set.of("one"));
		this.nanoTime.incrementAndGet();
		assertThat(this.servers.known("size")).isEmpty();
		this.servers.waited("size", Set.of("two"), Set.of());
		assertThat(this.servers.known("size")).containsExactly("two");
	}

	@Test
	void remembersSomeCallsOfManyForLong() {
		this.servers.waited("size", Set.of("one"), Set.of());
		this.servers.waited("clear", Set.of("one"), Set.of());
		this.servers.ended("c-0", "size");
		this.servers.ended("c-1", "clear");
		IntStream.range(2, 5000).forEach((i) -> this.servers.ended("c-" + i, "size"));
		this.servers.recordLateReply("c-0", reply("two"));
		this.servers.recordLateReply("c-1", reply("two"));
		this.servers.recordLateReply("c-2", reply("three"));
		assertThat(this.servers.known("size")).containsExactlyInAnyOrder("one", "two");
		assertThat(this.servers.known("clear")).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void doesNotPretendToKnowMoreServersThanItRemembers() {
		Set<String> most = IntStream.range(0, FanoutServers.MAX_SERVERS)
			.mapToObj(Integer::toString)
			.collect(Collectors.toSet());
		this.servers.ended("c-1", "size");
		this.servers.waited("size", most, Set.of());
		assertThat(this.servers.known("size")).hasSize(FanoutServers.MAX_SERVERS);
		this.servers.recordLateReply("c-1", reply("one more"));
		assertThat(this.servers.known("size")).isEmpty();
	}

	@Test
	void longNamesAreIgnored() {
		assertThat(FanoutServers.name(reply("x".repeat(255)))).hasSize(255);
		assertThat(FanoutServers.name(reply("x".repeat(256)))).isNull();
		assertThat(FanoutServers.name(reply(""))).isNull();
		assertThat(FanoutServers.name(new BasicProperties())).isNull();
	}

	private static BasicProperties reply(String instance) {
		return new BasicProperties.Builder().headers(Map.of("amphora-instance", instance)).build();
	}

}
