package io.amphora.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryParts;
import io.amphora.transport.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes answers apart that came in one message. Thread-safe.
 */
final class BatchAnswers {

	private static final Log logger = LogFactory.getLog(BatchAnswers.class);

	private final BatchFormat format;

	private final RequestBatcher batcher;

	BatchAnswers(BatchFormat format, RequestBatcher batcher) {
		this.format = format;
		this.batcher = batcher;
	}

	boolean isBatch(Delivery delivery) {
		return this.format.contentType().equals(delivery.properties().getContentType());
	}

	/**
	 * Hand on each answer as if it had come alone.
	 * @param whole the batch, settled when all answers are
	 * @param calls finds the call of an answer
	 * @param handler takes the answers
	 */
	void handle(Delivery whole, Function<String, @Nullable AwaitedRequest> calls, Consumer<Delivery> handler) {
		List<BatchItem> items;
		try {
			items = split(whole);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Answers of a server could not be read; they are tried once more", ex);
			whole.reject(!whole.redelivered());
			return;
		}
		List<DeliveryParts.Part> parts = new ArrayList<>(items.size());
		for (BatchItem item : items) {
			AwaitedRequest call = calls.apply(item.id());
			if (item.alone()) {
				askedAlone(call, item.body());
			}
			else if (!(call instanceof PendingGather)) {
				parts.add(new DeliveryParts.Part(properties(whole, item), item.body()));
			}
		}
		if (parts.isEmpty()) {
			whole.acknowledge();
		}
		else {
			DeliveryParts.of(whole, parts, (part, done) -> done.run()).forEach(handler);
		}
	}

	private List<BatchItem> split(Delivery whole) {
		try {
			return this.format.split(whole.body());
		}
		catch (IllegalArgumentException ex) {
			logger.warn("Answers of a server cannot be read, and are dropped: " + ex.getMessage());
			return List.of();
		}
	}

	private void askedAlone(@Nullable AwaitedRequest call, byte[] reason) {
		if (call instanceof PendingCall pending) {
			this.batcher.askedAlone(pending, reason);
		}
	}

	/**
	 * Take an answer that asks for its request alone, and could not travel with others.
	 * The headers of a batch say nothing about its parts.
	 * @return {@code false} if it is an answer like any other
	 */
	boolean askedAlone(AwaitedRequest call, Delivery answer) {
		boolean asked = !answer.isPart() && asksAlone(answer) && call instanceof PendingCall pending
				&& !pending.alone();
		if (asked) {
			askedAlone(call, answer.body());
		}
		return asked;
	}

	/** Whether its headers say so; its body has to be read then. */
	static boolean asksAlone(Delivery answer) {
		Map<String, Object> headers = answer.properties().getHeaders();
		return headers != null && Boolean.TRUE.equals(headers.get(WireHeaders.ALONE));
	}

	/** The correlation id or, from a server that sends none, the message id. */
	static @Nullable String id(BasicProperties reply) {
		return (reply.getCorrelationId() != null) ? reply.getCorrelationId() : reply.getMessageId();
	}

	/** Take note of a reply to a call. */
	void replied(Delivery reply) {
		this.batcher.replied(reply.properties());
	}

	/** Whether it was an answer to a whole batch of requests. */
	boolean answered(Delivery delivery) {
		return this.batcher.answered(delivery);
	}

	private static BasicProperties properties(Delivery whole, BatchItem item) {
		BasicProperties common = whole.properties();
		return new BasicProperties(null, null, common.getHeaders(), null, null, item.id(), null, null, null,
				common.getTimestamp(), null, null, common.getAppId(), null);
	}

}
