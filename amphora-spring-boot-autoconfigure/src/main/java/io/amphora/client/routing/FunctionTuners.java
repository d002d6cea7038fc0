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

package io.amphora.client.routing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The tuners of one client, by function. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FunctionTuners {

	private final Map<String, FunctionTuner> tuners = new ConcurrentHashMap<>();

	private final String defaultRoutingKey;

	/**
	 * Create tuners of a client that has none yet.
	 * @param defaultRoutingKey the routing key of functions without a tuner
	 */
	public FunctionTuners(String defaultRoutingKey) {
		this.defaultRoutingKey = defaultRoutingKey;
	}

	/**
	 * Set the tuner of a function. It replaces an earlier one.
	 * @param function the name of the function
	 * @param tuner the tuner
	 */
	public void put(String function, FunctionTuner tuner) {
		this.tuners.put(function, tuner);
	}

	/**
	 * Return the routing key of a call.
	 * @param function the name of the function
	 * @param args the positional arguments
	 * @param kwargs the named arguments
	 * @return the routing key that the tuner chooses, or else the default one
	 */
	public String routingKey(String function, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		FunctionTuner tuner = this.tuners.get(function);
		return (tuner != null) ? tuner.tune(args, kwargs).routingKey() : this.defaultRoutingKey;
	}

}
