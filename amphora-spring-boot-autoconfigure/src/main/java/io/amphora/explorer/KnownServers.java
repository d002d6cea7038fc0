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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.amphora.introspection.ServiceDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The servers of one service, as they last described themselves. A busy server may reply
 * late, so it is kept for a while and marked as stale. A peer may pretend to be many
 * servers or describe itself at length, so the number of servers and the size of their
 * descriptions are limited. Thread-safe: the monitor guards {@link #servers} and
 * {@link #size}.
 */
final class KnownServers {

	/** Time after which a server that has not replied is forgotten. */
	static final Duration FORGET_AFTER = Duration.ofMinutes(1);

	/** More servers than a page can show. */
	static final int MAX_SERVERS = 1000;

	/** Size of all descriptions, by a rough estimate of their JSON. */
	static final DataSize MAX_SIZE = DataSize.ofMegabytes(2);

	private final LongSupplier nanoTime;

	/** Sorted, so that the order does not depend on which server replies first. */
	private final Map<ServerId, KnownServer> servers = new TreeMap<>(
			Comparator.comparing(ServerId::fanout).thenComparing(ServerId::instance));

	private long size;

	KnownServers(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Add the descriptions of the servers that have replied. If there are too many, the
	 * known ones are kept.
	 * @return all servers, as maps for the page
	 */
	synchronized List<Map<String, @Nullable Object>> update(List<ServiceDescription> replies) {
		long now = this.nanoTime.getAsLong();
		this.servers.values().removeIf((server) -> now - server.seenAt() > FORGET_AFTER.toNanos());
		this.size = this.servers.values().stream().mapToLong(KnownServer::size).sum();
		replies.forEach((reply) -> add(reply, now));
		List<Map<String, @Nullable Object>> all = new ArrayList<>();
		this.servers.values().forEach((server) -> all.add(server.toMap(now)));
		return all;
	}

	private void add(ServiceDescription reply, long now) {
		ServerId id = new ServerId(reply.fanout(), reply.instance());
		long size = size(reply.toWire());
		KnownServer before = this.servers.get(id);
		long added = size - ((before != null) ? before.size() : 0);
		if ((before != null || this.servers.size() < MAX_SERVERS) && this.size + added <= MAX_SIZE.toBytes()) {
			this.servers.put(id, new KnownServer(reply, size, now));
			this.size += added;
		}
	}

	private static long size(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet().stream().mapToLong((entry) -> size(entry.getKey()) + size(entry.getValue())).sum();
		}
		if (value instanceof Collection<?> values) {
			return values.stream().mapToLong(KnownServers::size).sum();
		}
		return (value instanceof CharSequence text) ? text.length() + 8L : 8;
	}

	private record ServerId(boolean fanout, String instance) {
	}

	private record KnownServer(ServiceDescription description, long size, long seenAt) {

		Map<String, @Nullable Object> toMap(long now) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>(this.description.toWire());
			map.put("stale", this.seenAt != now);
			return map;
		}

	}

}
