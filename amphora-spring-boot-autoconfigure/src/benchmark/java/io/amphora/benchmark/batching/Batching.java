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

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.transport.BatchLimits;

/**
 * Whether a client batches its calls.
 */
public enum Batching {

	/** With the default limits. */
	ON,

	/** A message for each call. */
	OFF;

	/**
	 * Turn batching on or off.
	 * @param client the builder of the client
	 * @return the same builder
	 */
	public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
		client.batching((this == ON) ? BatchLimits.defaults() : null);
		return client;
	}

}
