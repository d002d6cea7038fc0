package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.amphora.client.AmphoraClientBuilder;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.QueueType;

/**
 * How the client and the server of a scene differ from the default.
 *
 * @param queueType the type of their queues
 * @param persistent whether their messages survive a restart of the broker
 * @param work how long the function takes; if it takes any time, requests run one by one,
 * so that others wait in the queue
 */
record FaultSetup(QueueType queueType, boolean persistent, Duration work) {

	static final FaultSetup DEFAULT = new FaultSetup(QueueType.BROKER_DEFAULT, true, Duration.ZERO);

	static final FaultSetup QUORUM = new FaultSetup(QueueType.QUORUM, true, Duration.ZERO);

	/** With requests in the queue at any time, as only those can get lost there. */
	static final FaultSetup TRANSIENT = new FaultSetup(QueueType.BROKER_DEFAULT, false, Duration.ofMillis(20));

	AmphoraServerBuilder applyTo(AmphoraServerBuilder server) {
		if (!this.work.isZero()) {
			server.concurrency(1).prefetch(1);
		}
		return server.queueType(this.queueType).persistent(this.persistent);
	}

	AmphoraClientBuilder applyTo(AmphoraClientBuilder client) {
		return client.queueType(this.queueType).persistent(this.persistent);
	}

	/** Take the time that the function takes. */
	void takeTime() throws InterruptedException {
		new CountDownLatch(1).await(this.work.toMillis(), TimeUnit.MILLISECONDS);
	}

}
