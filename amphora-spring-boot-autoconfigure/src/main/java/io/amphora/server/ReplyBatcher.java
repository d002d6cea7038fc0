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
final class ReplyBatcher {

	private static final BatchLimits LIMITS = BatchLimits.defaults();

	private final BatchFormat format;

	private final Publisher publisher;

	private final BatchLanes<Target, ReplyMessage> lanes;

	ReplyBatcher(BatchFormat format, BrokerTransport transport, Publisher publisher) {
		this.format = format;
		this.publisher = publisher;
		this.lanes = new BatchLanes<>(LIMITS, transport, ReplyMessage::size, this::enqueue);
	}

	/** Return whether a body is small enough for a batch. */
	boolean mayJoin(byte[] body) {
		return body.length <= LIMITS.maxSize().toBytes();
	}

	void send(ReplyMessage reply) {
		this.lanes.add(new Target(reply.exchange(), reply.routingKey()), reply);
	}

	private Runnable enqueue(Target target, List<ReplyMessage> replies) {
		ReplyMessage first = replies.get(0);
		this.publisher
			.enqueue(new ReplyBatch(this.format, replies, this.publisher, () -> this.lanes.arrived(target, first)));
		return this.publisher::flush;
	}

	/**
	 * Where the replies of a batch go. The exchange limits which queues a caller can
	 * name.
	 */
	private record Target(String exchange, String replyTo) {
	}

}
