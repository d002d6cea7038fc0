package io.amphora.transport;

import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;

/**
 * A message whose body cannot be made, and that throws again when it is told so.
 */
record FailingMessage(String messageId, Throwable reason,
		AtomicReference<AmphoraException> failure) implements OutgoingMessage {

	FailingMessage(String messageId, Throwable reason) {
		this(messageId, reason, new AtomicReference<>());
	}

	@Override
	public String exchange() {
		return "exchange";
	}

	@Override
	public String routingKey() {
		return "key";
	}

	@Override
	public BasicProperties properties() {
		return new BasicProperties.Builder().messageId(this.messageId).build();
	}

	@Override
	public byte[] body() {
		throw FailingMessage.<RuntimeException>sneaky(this.reason);
	}

	@Override
	public int size() {
		return 1;
	}

	@Override
	public void confirmed() {
	}

	@Override
	public void returned(String reason) {
	}

	@Override
	public void failed(AmphoraException cause) {
		this.failure.set(cause);
		throw new IllegalStateException("broken as well");
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

}
