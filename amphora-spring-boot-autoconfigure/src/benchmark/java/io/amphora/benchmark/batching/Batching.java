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

package io.amphora.benchmark.batching;

import java.lang.reflect.Method;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.transport.BatchLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Whether a client batches its calls. This is the only place that knows which of the two
 * is the default of the version that is measured: a version with
 * {@code withoutBatching()} batches unless it is called.
 */
public enum Batching {

	/** As the product does by default, or with the default limits. */
	ON,

	/** A message for each call. */
	OFF;

	private static final @Nullable Method WITHOUT_BATCHING = ReflectionUtils.findMethod(AmphoraClientBuilder.class,
			"withoutBatching");

	/**
	 * Turn batching on or off.
	 * @param client the builder of the client
	 * @return the same builder
	 */
	public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
		boolean byDefault = WITHOUT_BATCHING != null;
		if (this == OFF && byDefault) {
			ReflectionUtils.invokeMethod(WITHOUT_BATCHING, client);
		}
		else if (this == ON && !byDefault) {
			client.batching(BatchLimits.defaults());
		}
		return client;
	}

}
