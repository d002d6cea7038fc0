package io.amphora.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The fanout servers of a service, as the replies to gathered calls show them. They are
 * remembered for each function, as a server may have some functions only, and only while
 * every reply names its server. Thread-safe: the monitor guards the maps.
 */
final class FanoutServers {

	static final Duration REMEMBERED = Duration.ofMinutes(10);

	static final int MAX_SERVERS = 1000;

	private static final int MAX_FUNCTIONS = 100;

	private static final int MAX_ENDED = 1000;

	private static final int MAX_SAMPLES = 10_000;

	private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(100);

	/** AMQP carries names as short strings, and these are parts of queue names. */
	private static final int MAX_NAME_LENGTH = 255;

	private final LongSupplier nanoTime;

	private final Map<String, Servers> byFunction = bounded(MAX_FUNCTIONS);

	/** The functions of the calls that ended last, by correlation id. */
	private final Map<String, String> ended = bounded(MAX_ENDED);

	/**
	 * The functions of some earlier calls, by correlation id: under load, there are too
	 * many calls to remember each until a slow server has replied.
	 */
	private final Map<String, String> samples = bounded(MAX_SAMPLES);

	/** When a call of each function was last added to the samples. */
	private final Map<String, Long> sampledAt = bounded(MAX_FUNCTIONS);

	FanoutServers(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	private static <T> Map<String, T> bounded(int max) {
		return new LinkedHashMap<>() {

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
				return size() > max;
			}

		};
	}

	/**
	 * The name that a server gives itself in a reply, or {@code null} if it gives none.
	 */
	static @Nullable String name(BasicProperties reply) {
		Object instance = (reply.getHeaders() != null) ? reply.getHeaders().get(WireHeaders.INSTANCE) : null;
		String name = (instance != null) ? instance.toString() : "";
		return (!name.isEmpty() && name.length() <= MAX_NAME_LENGTH) ? name : null;
	}

	/** The servers that are expected to reply; empty if they are unknown. */
	synchronized Set<String> known(String function) {
		Servers servers = this.byFunction.get(function);
		return (servers != null && this.nanoTime.getAsLong() - servers.since() < REMEMBERED.toNanos())
				? Set.copyOf(servers.names()) : Set.of();
	}

	/**
	 * A call has waited for servers that are not known. A server that replied late to
	 * another call meanwhile stays known.
	 * @param function the function
	 * @param replied the servers that have replied
	 * @param silent the servers that were known and have not replied
	 */
	synchronized void waited(String function, Set<String> replied, Set<String> silent) {
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

	/** Servers have replied to a call that has not waited for others. */
	synchronized void replied(String function, Set<String> names) {
		Servers servers = this.byFunction.get(function);
		if (servers != null) {
			servers.names().addAll(names);
			if (servers.names().size() > MAX_SERVERS) {
				forget(function);
			}
		}
	}

	/** The servers of a function are unknown from now on. */
	synchronized void forget(String function) {
		this.byFunction.remove(function);
	}

	/** A call has ended, and further replies to it may come. */
	synchronized void ended(String correlationId, String function) {
		this.ended.put(correlationId, function);
		long now = this.nanoTime.getAsLong();
		Long last = this.sampledAt.get(function);
		if (last == null || now - last >= SAMPLE_INTERVAL.toNanos()) {
			this.sampledAt.put(function, now);
			this.samples.put(correlationId, function);
		}
	}

	/** A reply came to a call that may be one of those that have ended. */
	synchronized void cameLate(@Nullable String correlationId, BasicProperties reply) {
		String function = (correlationId != null) ? function(correlationId) : null;
		if (function != null) {
			repliedLate(function, reply);
		}
	}

	private @Nullable String function(String correlationId) {
		String function = this.ended.get(correlationId);
		return (function != null) ? function : this.samples.get(correlationId);
	}

	/** A reply came to a call of a function that has ended. */
	synchronized void repliedLate(String function, BasicProperties reply) {
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
	 * @param names their names; guarded by the monitor
	 * @param since when a call last waited for servers that are not known
	 */
	private record Servers(Set<String> names, long since) {
	}

}
