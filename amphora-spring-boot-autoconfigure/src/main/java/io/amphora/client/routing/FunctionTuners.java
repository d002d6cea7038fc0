package io.amphora.client.routing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The tuners of one client, by function. Thread-safe.
 */
public final class FunctionTuners {

	private final Map<String, FunctionTuner> tuners = new ConcurrentHashMap<>();

	private final String defaultRoutingKey;

	public FunctionTuners(String defaultRoutingKey) {
		this.defaultRoutingKey = defaultRoutingKey;
	}

	public void put(String function, FunctionTuner tuner) {
		this.tuners.put(function, tuner);
	}

	public String routingKey(String function, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		FunctionTuner tuner = this.tuners.get(function);
		return (tuner != null) ? tuner.tune(args, kwargs).routingKey() : this.defaultRoutingKey;
	}

}
