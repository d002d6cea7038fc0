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

package io.amphora.topology;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;

/**
 * An exchange or a queue of a service that another application declares. It is checked
 * with a passive declaration, which requires no permission on RabbitMQ.
 *
 * @param service the name of the service
 * @param object the description of the exchange or queue in messages
 * @param declarers who declares it, as a sentence
 * @param declaration the passive declaration
 */
record PassiveTopology(String service, String object, String declarers, Topology declaration) implements Topology {

	private static final String OTHERS = "This application does not declare it: start a server that does, create it,"
			+ " or set 'declare' to true.";

	/** No property of a client declares this exchange. */
	private static final String CANCELLING_SERVERS = "Amphora servers declare it unless 'amphora.server.declare' or"
			+ " 'amphora.server.cancellation.enabled' is false; servers in Python do not support cancellation.";

	static Topology exchange(String service, String exchange) {
		return exchange(service, exchange, OTHERS);
	}

	static Topology controlExchange(String service, String exchange) {
		return exchange(service, exchange, CANCELLING_SERVERS);
	}

	private static Topology exchange(String service, String exchange, String declarers) {
		return new PassiveTopology(service, "exchange '%s'".formatted(exchange), declarers,
				(channel) -> channel.exchangeDeclarePassive(exchange));
	}

	static Topology queue(String service, String queue) {
		return new PassiveTopology(service, "queue '%s'".formatted(queue), OTHERS,
				(channel) -> channel.queueDeclarePassive(queue));
	}

	@Override
	public boolean creates() {
		return false;
	}

	@Override
	public void declare(Channel channel) throws IOException {
		try {
			this.declaration.declare(channel);
		}
		catch (IOException ex) {
			if (ChannelRefusal.isNotFound(ex)) {
				// without the cause, which would look like an exchange that was just
				// deleted
				throw new TopologyException(
						"The broker has no %s of service '%s'. %s".formatted(this.object, this.service, this.declarers),
						null);
			}
			throw ex;
		}
	}

}
