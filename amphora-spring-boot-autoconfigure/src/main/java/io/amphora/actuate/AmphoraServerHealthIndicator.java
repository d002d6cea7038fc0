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

package io.amphora.actuate;

import java.util.List;

import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports whether a server can handle requests. It is {@code UP} while it has its
 * connections, the broker accepts its replies, a consumer is registered on each of its
 * queues, and it is not {@linkplain AmphoraServer#stalled() stalled}. All details are
 * known in this process, so the check never waits for the broker.
 *
 * @since 0.1.0
 */
public class AmphoraServerHealthIndicator extends AbstractHealthIndicator {

	private final AmphoraServer server;

	private final @Nullable String beanName;

	/**
	 * Create a new indicator.
	 * @param server the server
	 */
	public AmphoraServerHealthIndicator(AmphoraServer server) {
		this(server, null);
	}

	AmphoraServerHealthIndicator(AmphoraServer server, @Nullable String beanName) {
		super("The health of an Amphora server is not known");
		this.server = server;
		this.beanName = beanName;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		ServerState state = this.server.state();
		ConnectionState connection = this.server.connection();
		List<ConsumerState> consumers = this.server.consumers();
		boolean stalled = this.server.stalled();
		ServerStatistics statistics = this.server.statistics();
		health.status(status(state, !stalled && HealthDetails.working(connection, consumers)))
			.withDetail("service", this.server.service())
			.withDetail("fanout", this.server instanceof AmphoraFanoutServer)
			.withDetail("instance", this.server.uuid())
			.withDetail("state", state)
			.withDetail("stalled", stalled)
			.withDetail("running", statistics.running())
			.withDetail("overdue", statistics.overdue())
			.withDetail("held", statistics.held());
		HealthDetails.add(health, this.beanName, this.server.connectionName(), connection, consumers);
	}

	private Status status(ServerState state, boolean working) {
		return switch (state) {
			case SERVING -> working ? Status.UP : Status.DOWN;
			// a server without functions was never started
			case STOPPED -> this.server.functions().isEmpty() ? Status.UNKNOWN : Status.OUT_OF_SERVICE;
			case PREPARING_STOP, CLOSED -> Status.OUT_OF_SERVICE;
		};
	}

}
