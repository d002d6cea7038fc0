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

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import io.amphora.client.ServiceClient;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports whether a client can make calls. It is {@code UP} while it has its connections,
 * the broker accepts its requests and its reply consumer is registered, and
 * {@code UNKNOWN} while it is stopped. All details are known in this process, so the
 * check never waits for the broker.
 *
 * @since 0.1.0
 */
public class AmphoraClientHealthIndicator extends AbstractHealthIndicator {

	private final ServiceClient client;

	private final @Nullable String beanName;

	/**
	 * Create a new indicator.
	 * @param client the client
	 */
	public AmphoraClientHealthIndicator(ServiceClient client) {
		this(client, null);
	}

	AmphoraClientHealthIndicator(ServiceClient client, @Nullable String beanName) {
		super("The health of an Amphora client is not known");
		this.client = client;
		this.beanName = beanName;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		ConnectionState connection = this.client.connection();
		List<ConsumerState> consumers = List.of(this.client.consumer());
		ClientStatistics statistics = this.client.statistics();
		health.status(status(HealthDetails.working(connection, consumers)))
			.withDetail("service", this.client.service())
			.withDetail("fanout", this.client instanceof AmphoraFanoutClient)
			.withDetail("instance", this.client.uuid())
			.withDetail("state", this.client.state())
			.withDetail("pending", statistics.pending())
			.withDetail("held", statistics.held());
		HealthDetails.add(health, this.beanName, this.client.connectionName(), connection, consumers);
	}

	private Status status(boolean working) {
		if (this.client.state() != ClientState.SERVING) {
			return Status.UNKNOWN;
		}
		return working ? Status.UP : Status.DOWN;
	}

}
