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

package io.amphora.benchmark;

import io.amphora.benchmark.batching.Batching;
import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ReplyMode;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.QueueType;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * A way to use Amphora. What is {@code null} is left to the defaults.
 *
 * @param deliveryMode whether messages survive a restart of the broker
 * @param queueType the type of the queues
 * @param replyMode how replies reach the client
 * @param batching whether queued calls share a message
 */
record AmphoraMode(@Nullable MessageDeliveryMode deliveryMode, @Nullable QueueType queueType,
		@Nullable ReplyMode replyMode, @Nullable Batching batching) {

	/** All defaults: persistent messages, and queues of the broker's default type. */
	static final AmphoraMode DEFAULT = new AmphoraMode(null, null, null, null);

	static final AmphoraMode TRANSIENT = new AmphoraMode(MessageDeliveryMode.NON_PERSISTENT, null, null, null);

	static final AmphoraMode QUORUM = new AmphoraMode(null, QueueType.QUORUM, null, null);

	static final AmphoraMode DIRECT = new AmphoraMode(MessageDeliveryMode.NON_PERSISTENT, null, ReplyMode.DIRECT, null);

	AmphoraMode with(Batching newBatching) {
		return new AmphoraMode(this.deliveryMode, this.queueType, this.replyMode, newBatching);
	}

	AmphoraServerBuilder<AmphoraServer> applyTo(AmphoraServerBuilder<AmphoraServer> server) {
		if (this.deliveryMode != null) {
			server.deliveryMode(this.deliveryMode);
		}
		if (this.queueType != null) {
			server.queueType(this.queueType);
		}
		return server;
	}

	AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
		if (this.deliveryMode != null) {
			client.deliveryMode(this.deliveryMode);
		}
		if (this.queueType != null) {
			client.queueType(this.queueType);
		}
		if (this.replyMode != null) {
			client.replyMode(this.replyMode);
		}
		return (this.batching != null) ? this.batching.applyTo(client) : client;
	}

	Peer open(BenchmarkBroker broker, Sides sides) throws Exception {
		return new AmphoraPeer(broker, sides, this);
	}

}
