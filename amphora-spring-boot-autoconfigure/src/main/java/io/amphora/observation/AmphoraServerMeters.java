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

import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStateListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of servers, from their first start until they are closed. To be registered as
 * their state listener. Thread-safe.
 *
 * @since 0.1.0
 * @see AmphoraMeter
 */
public final class AmphoraServerMeters implements ServerStateListener {

	private final ServiceMeters<AmphoraServer> meters;

	/**
	 * Create meters, initially without servers.
	 * @param registry the registry of the meters
	 */
	public AmphoraServerMeters(MeterRegistry registry) {
		this(registry, false);
	}

	/**
	 * Create meters, initially without servers.
	 * @param registry the registry of the meters
	 * @param byConnection whether servers of a service are distinguished by connection,
	 * as needed with several brokers: each meter then has the tag {@code connection}
	 */
	public AmphoraServerMeters(MeterRegistry registry, boolean byConnection) {
		this.meters = new ServiceMeters<>(registry, values(), byConnection);
	}

	private static Map<AmphoraMeter, ToDoubleFunction<AmphoraServer>> values() {
		Map<AmphoraMeter, ToDoubleFunction<AmphoraServer>> values = new EnumMap<>(AmphoraMeter.class);
		values.put(AmphoraMeter.SERVER_OPEN, (server) -> 1);
		values.put(AmphoraMeter.SERVER_CONNECTED, (server) -> server.connection().connected() ? 1 : 0);
		values.put(AmphoraMeter.SERVER_BLOCKED, (server) -> server.connection().blocked() ? 1 : 0);
		values.put(AmphoraMeter.SERVER_CONSUMING, (server) -> server.serving() ? 1 : 0);
		values.put(AmphoraMeter.SERVER_STALLED, (server) -> server.stalled() ? 1 : 0);
		values.put(AmphoraMeter.SERVER_ACTIVE, (server) -> server.statistics().running());
		values.put(AmphoraMeter.SERVER_OVERDUE, (server) -> server.statistics().overdue());
		values.put(AmphoraMeter.SERVER_HANDLED, (server) -> server.statistics().handled());
		values.put(AmphoraMeter.SERVER_REJECTED, (server) -> server.statistics().rejected());
		values.put(AmphoraMeter.SERVER_EXPIRED, (server) -> server.statistics().expired());
		values.put(AmphoraMeter.SERVER_CANCELLED, (server) -> server.statistics().cancelled());
		values.put(AmphoraMeter.SERVER_IGNORED, (server) -> server.statistics().ignored());
		values.put(AmphoraMeter.SERVER_DUPLICATES, (server) -> server.statistics().duplicates());
		values.put(AmphoraMeter.SERVER_REDELIVERED, (server) -> server.statistics().redelivered());
		values.put(AmphoraMeter.SERVER_HELD, (server) -> server.statistics().held());
		values.put(AmphoraMeter.SERVER_UNDELIVERABLE, (server) -> server.statistics().undeliverable());
		values.put(AmphoraMeter.SERVER_RESTARTS, (server) -> server.statistics().restarts());
		return values;
	}

	@Override
	public void changed(AmphoraServer server, ServerState state) {
		if (state == ServerState.CLOSED) {
			this.meters.remove(server.service(), server instanceof AmphoraFanoutServer, server.connectionName(),
					server);
		}
		else {
			this.meters.add(server.service(), server instanceof AmphoraFanoutServer, server.connectionName(), server);
		}
	}

}
