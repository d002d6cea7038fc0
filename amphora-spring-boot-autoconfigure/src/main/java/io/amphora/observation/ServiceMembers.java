package io.amphora.observation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The clients, or the servers, of one service in this process. Meters tell of them
 * together, as one that comes and goes would leave its tags behind. The monitor guards
 * both fields.
 *
 * @param <T> client or server
 */
final class ServiceMembers<T> {

	private final Set<T> open = new LinkedHashSet<>();

	/** What those that are closed had counted, by meter, so that no count goes back. */
	private final Map<String, Double> closed = new HashMap<>();

	synchronized void add(T member) {
		this.open.add(member);
	}

	synchronized void remove(T member, Map<String, ToDoubleFunction<T>> counters) {
		if (this.open.remove(member)) {
			counters.forEach((name, count) -> this.closed.merge(name, count.applyAsDouble(member), (a, b) -> a + b));
		}
	}

	synchronized double sum(ToDoubleFunction<T> value) {
		return this.open.stream().mapToDouble(value).sum();
	}

	synchronized double total(String counter, ToDoubleFunction<T> value) {
		return this.closed.getOrDefault(counter, 0.0) + sum(value);
	}

}
