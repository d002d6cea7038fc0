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

	/** AMQP carries names as short strings, and these are parts of queue names. */
	private static final int MAX_NAME_LENGTH = 255;

	private final LongSupplier nanoTime;

	private final Map<String, Servers> byFunction = bounded(MAX_FUNCTIONS);

	/** The functions of calls that have ended, by correlation id. */
	private final Map<String, String> ended = bounded(MAX_ENDED);

	FanoutServers() {
		this(System::nanoTime);
	}

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

	/** A call has waited long enough for all servers, and these have replied. */
	synchronized void gathered(String function, Set<String> names) {
		this.byFunction.remove(function);
		if (!names.isEmpty() && names.size() <= MAX_SERVERS) {
			this.byFunction.put(function, new Servers(new HashSet<>(names), this.nanoTime.getAsLong()));
		}
	}

	/** A call has ended, and further replies to it may come. */
	synchronized void ended(String correlationId, String function) {
		this.ended.put(correlationId, function);
	}

	/** A reply came to a call that may be one of those that have ended. */
	synchronized void cameLate(@Nullable String correlationId, BasicProperties reply) {
		String function = (correlationId != null) ? this.ended.get(correlationId) : null;
		Servers servers = (function != null) ? this.byFunction.get(function) : null;
		if (servers != null) {
			String name = name(reply);
			if (name == null || servers.names().size() >= MAX_SERVERS) {
				this.byFunction.remove(function);
			}
			else {
				servers.names().add(name);
			}
		}
	}

	/**
	 * The servers of a function.
	 *
	 * @param names their names; guarded by the monitor
	 * @param since when a call last waited for all of them
	 */
	private record Servers(Set<String> names, long since) {
	}

}
