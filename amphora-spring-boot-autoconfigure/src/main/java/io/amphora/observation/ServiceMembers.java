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

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The clients or the servers of one service in this process. They share their meters,
 * because the meters of a single member would remain after it is closed. The monitor
 * guards both fields.
 *
 * @param <T> client or server
 */
final class ServiceMembers<T> {

	private final Set<T> open = new LinkedHashSet<>();

	/** The final counts of closed members by meter, so that totals never decrease. */
	private final Map<String, Double> closed = new HashMap<>();

	synchronized void add(T member) {
		this.open.add(member);
	}

	synchronized void remove(T member, Map<String, ToDoubleFunction<T>> counters) {
		if (this.open.remove(member)) {
			counters.forEach((name, count) -> this.closed.merge(name, count.applyAsDouble(member), (a, b) -> a + b));
		}
	}

	double sum(ToDoubleFunction<T> value) {
		return sum(open(), value);
	}

	double total(String counter, ToDoubleFunction<T> value) {
		double before;
		List<T> members;
		synchronized (this) {
			before = this.closed.getOrDefault(counter, 0.0);
			members = open();
		}
		return before + sum(members, value);
	}

	private synchronized List<T> open() {
		return List.copyOf(this.open);
	}

	/** Without the monitor, as a value may wait for code of the application. */
	private static <T> double sum(List<T> members, ToDoubleFunction<T> value) {
		return members.stream().mapToDouble(value).sum();
	}

}
