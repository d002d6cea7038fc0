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

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.thread.LimitedMap;
import org.jspecify.annotations.Nullable;

/**
 * The fanout servers of a service, learned from the replies to gathered calls. They are
 * recorded per function, because a server may not have all functions, and only while
 * every reply names its server. Thread-safe: the monitor guards the maps.
 *
 * @since 0.1.0
 */
public final class FanoutServers {

	/** How long a server is expected to reply after its last reply. */
	public static final Duration REMEMBERED = Duration.ofMinutes(10);

	static final int MAX_SERVERS = 1000;

	private static final int MAX_FUNCTIONS = 100;

	private static final int MAX_ENDED = 1000;

	private static final int MAX_SAMPLES = 10_000;

	private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(100);

	/**
	 * AMQP limits short strings, and names of queues that contain the name, to this
	 * length.
	 */
	private static final int MAX_NAME_LENGTH = 255;

	private final LongSupplier nanoTime;

	private final Map<String, Servers> byFunction = LimitedMap.ofLatest(MAX_FUNCTIONS);

	/** The functions of the most recently ended calls, by correlation id. */
	private final Map<String, String> ended = LimitedMap.ofLatest(MAX_ENDED);

	/**
	 * The functions of some earlier calls, by correlation id: under load, there are too
	 * many calls to keep each of them until a slow server has replied.
	 */
	private final Map<String, String> samples = LimitedMap.ofLatest(MAX_SAMPLES);

	/** When a call was last added to the samples, by function. */
	private final Map<String, Long> sampledAt = LimitedMap.ofLatest(MAX_FUNCTIONS);

	FanoutServers(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the name of the server that sent a reply.
	 * @param reply the properties of the reply
	 * @return the name, or {@code null} if the reply has none
	 */
	public static @Nullable String name(BasicProperties reply) {
		Object instance = (reply.getHeaders() != null) ? reply.getHeaders().get(WireHeaders.INSTANCE) : null;
		String name = (instance != null) ? instance.toString() : "";
		return (!name.isEmpty() && name.length() <= MAX_NAME_LENGTH) ? name : null;
	}

	/**
	 * Return the servers that are expected to reply.
	 * @param function the name of the function
	 * @return the names of the servers, empty if they are unknown
	 */
	public synchronized Set<String> known(String function) {
		Servers servers = this.byFunction.get(function);
		return (servers != null && this.nanoTime.getAsLong() - servers.since() < REMEMBERED.toNanos())
				? Set.copyOf(servers.names()) : Set.of();
	}

	/**
	 * Record a call that has waited for unknown servers. A server that meanwhile replied
	 * late to another call stays known.
	 * @param function the function
	 * @param replied the servers that have replied
	 * @param silent the servers that were known and have not replied
	 */
	public synchronized void waited(String function, Set<String> replied, Set<String> silent) {
		Set<String> names = new HashSet<>(replied);
		if (!known(function).isEmpty()) {
			names.addAll(known(function));
			names.removeAll(silent);
		}
		this.byFunction.remove(function);
		if (!names.isEmpty() && names.size() <= MAX_SERVERS) {
			this.byFunction.put(function, new Servers(names, this.nanoTime.getAsLong()));
		}
	}

	/**
	 * Record the servers that replied to a call that ended without waiting for others.
	 * @param function the name of the function
	 * @param names the names of the servers
	 */
	public synchronized void replied(String function, Set<String> names) {
		Servers servers = this.byFunction.get(function);
		if (servers != null) {
			servers.names().addAll(names);
			if (servers.names().size() > MAX_SERVERS) {
				forget(function);
			}
		}
	}

	/**
	 * Forget the servers of a function.
	 * @param function the name of the function
	 */
	public synchronized void forget(String function) {
		this.byFunction.remove(function);
	}

	/**
	 * Record a call that has ended and may still receive replies.
	 * @param correlationId the correlation id of the call
	 * @param function the name of the function
	 */
	public synchronized void ended(String correlationId, String function) {
		this.ended.put(correlationId, function);
		long now = this.nanoTime.getAsLong();
		Long last = this.sampledAt.get(function);
		if (last == null || now - last >= SAMPLE_INTERVAL.toNanos()) {
			this.sampledAt.put(function, now);
			this.samples.put(correlationId, function);
		}
	}

	/**
	 * Record a reply that may belong to a call that has ended.
	 * @param correlationId the correlation id, or {@code null} if the reply has none
	 * @param reply the properties of the reply
	 */
	public synchronized void recordLateReply(@Nullable String correlationId, BasicProperties reply) {
		String function = (correlationId != null) ? function(correlationId) : null;
		if (function != null) {
			repliedLate(function, reply);
		}
	}

	private @Nullable String function(String correlationId) {
		String function = this.ended.get(correlationId);
		return (function != null) ? function : this.samples.get(correlationId);
	}

	/**
	 * Record a late reply to a call of a function.
	 * @param function the name of the function
	 * @param reply the properties of the reply
	 */
	public synchronized void repliedLate(String function, BasicProperties reply) {
		String name = name(reply);
		if (name != null) {
			replied(function, Set.of(name));
		}
		else {
			forget(function);
		}
	}

	/**
	 * The servers of a function.
	 *
	 * @param names the names of the servers; guarded by the monitor
	 * @param since when a call last waited for unknown servers
	 */
	private record Servers(Set<String> names, long since) {
	}

}
