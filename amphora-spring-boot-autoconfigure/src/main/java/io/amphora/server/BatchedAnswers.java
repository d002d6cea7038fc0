package io.amphora.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.serializer.BatchFormat;
import io.amphora.transport.BatchLane;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;

/**
 * Has responses travel together to a client that sends batches, while others to it are on
 * their way. Thread-safe.
 */
final class BatchedAnswers {

	private final BatchFormat format;

	private final BrokerTransport transport;

	private final Publisher publisher;

	private final BatchLimits limits = BatchLimits.defaults();

	private final Map<String, BatchLane<Reply>> lanes = new ConcurrentHashMap<>();

	BatchedAnswers(BatchFormat format, BrokerTransport transport, Publisher publisher) {
		this.format = format;
		this.transport = transport;
		this.publisher = publisher;
	}

	void send(Reply reply) {
		this.lanes.computeIfAbsent(reply.routingKey(), this::newLane).add(reply);
	}

	private BatchLane<Reply> newLane(String replyTo) {
		return new BatchLane<>(this.limits, this.transport, Reply::size, (replies) -> enqueue(replyTo, replies),
				this.publisher::flush);
	}

	private void enqueue(String replyTo, List<Reply> replies) {
		Reply first = replies.get(0);
		ReplyBatch batch = new ReplyBatch(this.format, replies, this.publisher, () -> arrived(replyTo, first));
		this.publisher.enqueue(batch);
	}

	private void arrived(String replyTo, Reply first) {
		BatchLane<Reply> lane = this.lanes.get(replyTo);
		if (lane != null) {
			lane.arrived(first);
			if (lane.isIdle()) {
				this.lanes.computeIfPresent(replyTo, (key, current) -> current.isIdle() ? null : current);
			}
		}
	}

}
