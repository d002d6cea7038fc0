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

package io.amphora.observation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Registers the meters of a service when its first client or server is added; with
 * several brokers, separately for each connection. Thread-safe.
 *
 * @param <T> client or server
 */
final class ServiceMeters<T> {

	private final MeterRegistry registry;

	private final Map<AmphoraMeter, ToDoubleFunction<T>> values;

	private final Map<String, ToDoubleFunction<T>> counters = new TreeMap<>();

	private final boolean byConnection;

	private final Map<Tags, ServiceMembers<T>> byTags = new ConcurrentHashMap<>();

	ServiceMeters(MeterRegistry registry, Map<AmphoraMeter, ToDoubleFunction<T>> values, boolean byConnection) {
		this.registry = registry;
		this.byConnection = byConnection;
		this.values = values;
		values.forEach((meter, value) -> {
			if (meter.kind() == AmphoraMeter.Kind.COUNTER) {
				this.counters.put(meter.meterName(), value);
			}
		});
	}

	void add(String service, boolean fanout, @Nullable String connection, T member) {
		members(tags(service, fanout, connection)).add(member);
	}

	void remove(String service, boolean fanout, @Nullable String connection, T member) {
		ServiceMembers<T> members = this.byTags.get(tags(service, fanout, connection));
		if (members != null) {
			members.remove(member, this.counters);
		}
	}

	/** All meters have the same tag keys, because some registries require it. */
	private Tags tags(String service, boolean fanout, @Nullable String connection) {
		Tags tags = Tags.of(AmphoraObservation.LowCardinality.SERVICE.asString(), service, "fanout",
				String.valueOf(fanout));
		return this.byConnection ? tags.and("connection", (connection != null) ? connection : "default") : tags;
	}

	/** Registers meters outside of the map, whose locks must not be held meanwhile. */
	private ServiceMembers<T> members(Tags tags) {
		ServiceMembers<T> added = new ServiceMembers<>();
		ServiceMembers<T> present = this.byTags.putIfAbsent(tags, added);
		if (present != null) {
			return present;
		}
		register(tags, added);
		return added;
	}

	private void register(Tags tags, ServiceMembers<T> members) {
		this.values.forEach((meter, value) -> {
			if (meter.kind() == AmphoraMeter.Kind.COUNTER) {
				registerCounter(meter, tags, members, value);
			}
			else {
				Gauge.builder(meter.meterName(), members, (open) -> open.sum(value))
					.description(meter.description())
					.tags(tags)
					.register(this.registry);
			}
		});
	}

	private void registerCounter(AmphoraMeter meter, Tags tags, ServiceMembers<T> members, ToDoubleFunction<T> value) {
		FunctionCounter.builder(meter.meterName(), members, (all) -> all.total(meter.meterName(), value))
			.description(meter.description())
			.tags(tags)
			.register(this.registry);
	}

}
