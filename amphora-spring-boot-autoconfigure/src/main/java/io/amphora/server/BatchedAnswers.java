package io.amphora.server;

import java.util.List;

import io.amphora.serializer.BatchFormat;
import io.amphora.transport.BatchLanes;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;

/**
 * Batches replies to a client that sends batches while earlier replies to it are in
 * flight. Thread-safe.
 */
final class BatchedAnswers {

	private static final BatchLimits LIMITS = BatchLimits.defaults();

	private final BatchFormat format;

	private final Publisher publisher;

	private final BatchLanes<String, Reply> lanes;

	BatchedAnswers(BatchFormat format, BrokerTransport transport, Publisher publisher) {
		this.format = format;
		this.publisher = publisher;
		this.lanes = new BatchLanes<>(LIMITS, transport, Reply::size, this::enqueue);
	}

	/** Return whether a body is small enough for a batch. */
	boolean mayJoin(byte[] body) {
		return body.length <= LIMITS.maxSize().toBytes();
	}

	void send(Reply reply) {
		this.lanes.add(reply.routingKey(), reply);
	}

	private Runnable enqueue(String replyTo, List<Reply> replies) {
		Reply first = replies.get(0);
		this.publisher
			.enqueue(new ReplyBatch(this.format, replies, this.publisher, () -> this.lanes.arrived(replyTo, first)));
		return this.publisher::flush;
	}

}
