package io.amphora.server;

import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchItem;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.OutgoingMessage;

/**
 * A response on its way. It goes to the caller's queue, unless only the response exchange
 * knows that one; if the broker returns it from there, once more to the response
 * exchange. Afterwards the request is settled, whether or not there was a caller to take
 * it.
 */
final class Reply implements OutgoingMessage {

	private static final String DIRECT = "amq.rabbitmq.reply-to.";

	private final Answering answering;

	private final BasicProperties request;

	private final Map<String, Object> headers;

	private final String messageId;

	private final byte[] body;

	private final String exchange;

	private final Runnable done;

	private final boolean tellsOfRefusal;

	Reply(Answering answering, BasicProperties request, Map<String, Object> headers, String messageId, byte[] body,
			String exchange, Runnable done) {
		this(answering, request, headers, messageId, body, exchange, done, false);
	}

	private Reply(Answering answering, BasicProperties request, Map<String, Object> headers, String messageId,
			byte[] body, String exchange, Runnable done, boolean tellsOfRefusal) {
		this.answering = answering;
		this.request = request;
		this.headers = headers;
		this.messageId = messageId;
		this.body = body;
		this.exchange = exchange;
		this.done = done;
		this.tellsOfRefusal = tellsOfRefusal;
	}

	@Override
	public String exchange() {
		return this.exchange;
	}

	@Override
	public String routingKey() {
		return this.request.getReplyTo();
	}

	@Override
	public boolean mandatory() {
		return !routingKey().startsWith(DIRECT);
	}

	@Override
	public String messageId() {
		return this.messageId;
	}

	@Override
	public BasicProperties properties() {
		return new BasicProperties(this.answering.contentType(this.request), null, this.headers,
				this.answering.deliveryMode(), null, this.request.getCorrelationId(), null, null, this.messageId,
				new Date(), null, null, this.answering.appId(), null);
	}

	@Override
	public byte[] body() {
		return this.body;
	}

	@Override
	public void confirmed() {
		this.done.run();
	}

	@Override
	public void returned(String reason) {
		if (this.exchange.isEmpty()) {
			this.answering.sendAgain(this);
		}
		else {
			this.answering.undeliverable(this.request, "is gone");
			this.done.run();
		}
	}

	/**
	 * Unsettled, the request is delivered again when the server is back; but not if the
	 * response would fail again.
	 */
	@Override
	public void failed(AmphoraException cause) {
		if (cause instanceof WrongRequestException) {
			this.answering.cannotSend(this, cause);
		}
	}

	/** The response as one of several in a message. */
	BatchItem item() {
		return new BatchItem(String.valueOf(this.request.getCorrelationId()), null, Map.of(),
				this.headers.containsKey(WireHeaders.ALONE), this.body);
	}

	Reply to(String newExchange) {
		return new Reply(this.answering, this.request, this.headers, this.messageId, this.body, newExchange, this.done,
				this.tellsOfRefusal);
	}

	/** The response that tells the caller why it does not get this one. */
	Reply tellingOfRefusal(String newId, byte[] newBody) {
		return new Reply(this.answering, this.request, this.headers, newId, newBody, this.exchange, this.done, true);
	}

	boolean tellsOfRefusal() {
		return this.tellsOfRefusal;
	}

	Runnable done() {
		return this.done;
	}

}
