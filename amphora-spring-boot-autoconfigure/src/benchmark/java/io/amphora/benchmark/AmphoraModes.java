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

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ReplyMode;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.QueueType;
import io.amphora.transport.BatchLimits;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * The ways to use Amphora that are measured.
 */
enum AmphoraModes implements AmphoraPeer.Mode {

	/** Persistent messages, and queues of the broker's default type, here classic. */
	DEFAULT,

	/** Messages do not survive a restart of the broker. */
	TRANSIENT {

		@Override
		public AmphoraServerBuilder<AmphoraServer> applyTo(AmphoraServerBuilder<AmphoraServer> server) {
			return server.deliveryMode(MessageDeliveryMode.NON_PERSISTENT);
		}

		@Override
		public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
			return client.deliveryMode(MessageDeliveryMode.NON_PERSISTENT);
		}

	},

	/** Calls that wait travel together. */
	BATCHING {

		@Override
		public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
			return client.batching(BatchLimits.defaults());
		}

	},

	/** Quorum queues. */
	QUORUM {

		@Override
		public AmphoraServerBuilder<AmphoraServer> applyTo(AmphoraServerBuilder<AmphoraServer> server) {
			return server.queueType(QueueType.QUORUM);
		}

		@Override
		public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
			return client.queueType(QueueType.QUORUM);
		}

	},

	/** Direct replies; messages do not survive a restart of the broker. */
	DIRECT {

		@Override
		public AmphoraServerBuilder<AmphoraServer> applyTo(AmphoraServerBuilder<AmphoraServer> server) {
			return server.deliveryMode(MessageDeliveryMode.NON_PERSISTENT);
		}

		@Override
		public AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
			return client.deliveryMode(MessageDeliveryMode.NON_PERSISTENT).replyMode(ReplyMode.DIRECT);
		}

	};

	Peer open(BenchmarkBroker broker, Sides sides) throws Exception {
		return new AmphoraPeer(broker, sides, this);
	}

}
