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

package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.QueueType;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * The client, the server and the load of a scene.
 *
 * @param mode the mode of client and server
 * @param timeout how long a call waits
 * @param calls how many replies a scene waits for at least
 * @param queueType the type of the queues
 * @param deliveryMode whether messages survive a restart of the broker; if not, requests
 * run one by one, so that others wait in the queue, as only those can get lost there
 */
record FaultSetup(FaultMode mode, Duration timeout, int calls, QueueType queueType, MessageDeliveryMode deliveryMode) {

	/** Long enough for every fault to pass, so that any failure counts as a loss. */
	static final Duration LONG = Duration.ofMinutes(2);

	static final Duration SHORT = Duration.ofSeconds(5);

	private static final int CALLS = 2_000;

	/** Persistent messages, the broker's default queues and a long timeout. */
	static FaultSetup of(FaultMode mode) {
		return new FaultSetup(mode, LONG, CALLS, QueueType.BROKER_DEFAULT, MessageDeliveryMode.PERSISTENT);
	}

	FaultSetup withTimeout(Duration timeout) {
		return new FaultSetup(this.mode, timeout, this.calls, this.queueType, this.deliveryMode);
	}

	FaultSetup withCalls(int calls) {
		return new FaultSetup(this.mode, this.timeout, calls, this.queueType, this.deliveryMode);
	}

	FaultSetup withQuorumQueues() {
		return new FaultSetup(this.mode, this.timeout, this.calls, QueueType.QUORUM, this.deliveryMode);
	}

	FaultSetup withNonPersistentMessages() {
		return new FaultSetup(this.mode, this.timeout, this.calls, this.queueType, MessageDeliveryMode.NON_PERSISTENT);
	}

	AmphoraServerBuilder<AmphoraServer> applyTo(AmphoraServerBuilder<AmphoraServer> server) {
		if (this.deliveryMode == MessageDeliveryMode.NON_PERSISTENT) {
			server.concurrency(1).prefetch(1);
		}
		return server.queueType(this.queueType).deliveryMode(this.deliveryMode);
	}

	AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
		return this.mode.applyTo(client)
			.queueType(this.queueType)
			.deliveryMode(this.deliveryMode)
			.timeout(this.timeout);
	}

	/** Take some time, so that a fault finds requests in every stage of their way. */
	void work() throws InterruptedException {
		long longest = TimeUnit.MILLISECONDS.toMicros((this.deliveryMode == MessageDeliveryMode.PERSISTENT) ? 10 : 4);
		new CountDownLatch(1).await(ThreadLocalRandom.current().nextLong(longest), TimeUnit.MICROSECONDS);
	}

}
