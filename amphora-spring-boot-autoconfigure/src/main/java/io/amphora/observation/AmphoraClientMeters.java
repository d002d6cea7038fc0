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

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStateListener;
import io.amphora.client.ServiceClient;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of clients, from their first start until they are closed. To be registered as
 * their state listener. Thread-safe.
 *
 * @since 0.1.0
 * @see AmphoraMeter
 */
public final class AmphoraClientMeters implements ClientStateListener {

	private final ServiceMeters<ServiceClient> meters;

	/**
	 * Create meters, initially without clients.
	 * @param registry the registry of the meters
	 */
	public AmphoraClientMeters(MeterRegistry registry) {
		this(registry, false);
	}

	/**
	 * Create meters, initially without clients.
	 * @param registry the registry of the meters
	 * @param byConnection whether clients of a service are distinguished by connection,
	 * as needed with several brokers: each meter then has the tag {@code connection}
	 */
	public AmphoraClientMeters(MeterRegistry registry, boolean byConnection) {
		this.meters = new ServiceMeters<>(registry, values(), byConnection);
	}

	private static Map<AmphoraMeter, ToDoubleFunction<ServiceClient>> values() {
		Map<AmphoraMeter, ToDoubleFunction<ServiceClient>> values = new EnumMap<>(AmphoraMeter.class);
		values.put(AmphoraMeter.CLIENT_OPEN, (client) -> 1);
		values.put(AmphoraMeter.CLIENT_CONNECTED, (client) -> client.connection().connected() ? 1 : 0);
		values.put(AmphoraMeter.CLIENT_BLOCKED, (client) -> client.connection().blocked() ? 1 : 0);
		values.put(AmphoraMeter.CLIENT_PENDING, (client) -> client.statistics().pending());
		values.put(AmphoraMeter.CLIENT_HELD, (client) -> client.statistics().held());
		values.put(AmphoraMeter.CLIENT_UNROUTABLE, (client) -> client.statistics().unroutable());
		values.put(AmphoraMeter.CLIENT_REPLIES, (client) -> client.statistics().replies());
		values.put(AmphoraMeter.CLIENT_LATE, (client) -> client.statistics().late());
		values.put(AmphoraMeter.CLIENT_RESTARTS, (client) -> client.statistics().restarts());
		return values;
	}

	@Override
	public void changed(ServiceClient client, ClientState state) {
		if (state == ClientState.CLOSED) {
			this.meters.remove(client.service(), client instanceof AmphoraFanoutClient, client.connectionName(),
					client);
		}
		else {
			this.meters.add(client.service(), client instanceof AmphoraFanoutClient, client.connectionName(), client);
		}
	}

}
