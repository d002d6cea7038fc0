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

package io.amphora.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.amphora.introspection.ServiceDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link KnownServers}.
 */
class KnownServersTests {

	private long now;

	private final KnownServers servers = new KnownServers(() -> this.now);

	@Test
	void orderDoesNotDependOnTheOrderOfReplies() {
		assertThat(update(Duration.ZERO, server("b", false), server("a", true), server("a", false)))
			.extracting(member("instance"), member("fanout"), member("stale"))
			.containsExactly(tuple("a", false, false), tuple("b", false, false), tuple("a", true, false));
	}

	@Test
	void serverThatDoesNotReplyInTimeIsKeptAsStale() {
		update(Duration.ZERO, server("a", false), server("b", false));
		assertThat(update(Duration.ofSeconds(3), server("b", false))).extracting(member("instance"), member("stale"))
			.containsExactly(tuple("a", true), tuple("b", false));
		assertThat(update(Duration.ofSeconds(3))).extracting(member("instance"), member("stale"))
			.containsExactly(tuple("a", true), tuple("b", true));
		assertThat(update(Duration.ofSeconds(3), server("a", false))).extracting(member("instance"), member("stale"))
			.containsExactly(tuple("a", false), tuple("b", true));
	}

	@Test
	void serverThatHasNotRepliedForAMinuteIsGone() {
		update(Duration.ZERO, server("a", false));
		assertThat(update(KnownServers.FORGET_AFTER)).hasSize(1);
		assertThat(update(Duration.ofNanos(1))).isEmpty();
	}

	@Test
	void numberOfServersIsLimitedToTheKnownOnes() {
		update(Duration.ZERO, server("real", false));
		assertThat(update(Duration.ZERO, servers("a"))).hasSize(KnownServers.MAX_SERVERS)
			.extracting(member("instance"))
			.contains("real");
		assertThat(update(Duration.ofSeconds(3), server("real", false), server("other", false)))
			.hasSize(KnownServers.MAX_SERVERS)
			.extracting(member("instance"), member("stale"))
			.contains(tuple("real", false))
			.doesNotContain(tuple("other", false));
	}

	@Test
	void sizeOfDescriptionsIsLimited() {
		update(Duration.ZERO, server("a", false), server("b", false));
		String half = "x".repeat((int) KnownServers.MAX_SIZE.toBytes() / 2);
		assertThat(update(Duration.ofSeconds(1), verbose("a", half), verbose("c", half), verbose("d", "short")))
			.extracting(member("instance"), member("application"))
			.containsExactly(tuple("a", half), tuple("b", "app"), tuple("d", "short"));
		assertThat(update(Duration.ofSeconds(1), server("a", false), verbose("c", half))).extracting(member("instance"))
			.containsExactly("a", "b", "c", "d");
	}

	private static Function<Map<String, @Nullable Object>, @Nullable Object> member(String name) {
		return (server) -> server.get(name);
	}

	private static ServiceDescription verbose(String instance, String application) {
		return new ServiceDescription("math", instance, application, null, false, "SERVING", List.of(), Map.of());
	}

	@Test
	void serversThatAreGoneMakeRoomForOthers() {
		update(Duration.ZERO, servers("a"));
		assertThat(update(KnownServers.FORGET_AFTER.plusNanos(1), server("b", false))).extracting(member("instance"))
			.containsExactly("b");
	}

	private static ServiceDescription[] servers(String prefix) {
		return IntStream.rangeClosed(1, KnownServers.MAX_SERVERS)
			.mapToObj((number) -> server(prefix + number, false))
			.toArray(ServiceDescription[]::new);
	}

	private List<Map<String, @Nullable Object>> update(Duration later, ServiceDescription... replies) {
		this.now += later.toNanos();
		return this.servers.update(List.of(replies));
	}

	private static ServiceDescription server(String instance, boolean fanout) {
		return new ServiceDescription("math", instance, "app", null, fanout, "SERVING", List.of(), Map.of());
	}

}
