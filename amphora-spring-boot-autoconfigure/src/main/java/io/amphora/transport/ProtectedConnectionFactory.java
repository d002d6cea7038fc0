package io.amphora.transport;

import java.io.IOException;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import com.rabbitmq.client.impl.SocketFrameHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * A connection factory of the RabbitMQ client whose connections survive any message. The
 * client closes a connection on which it cannot read a message, and the broker delivers
 * the message again on the next one, so that a single message could stop all servers of a
 * service. Here, a message with headers that are nested too deep, or with a body that is
 * too large, is replaced while it is read: servers refuse it as a wrong request, and
 * clients as a wrong result. The body is skipped, not kept.
 * <p>
 * Works for blocking sockets, which the client uses unless told otherwise, with and
 * without TLS.
 */
public final class ProtectedConnectionFactory extends ConnectionFactory {

	private static final Log logger = LogFactory.getLog(ProtectedConnectionFactory.class);

	/** As much as the serializers accept, unless configured otherwise. */
	private static final DataSize USUAL_MAX_BODY = DataSize.ofMegabytes(16);

	/** Serializers accept a batch that is larger than a body, and check each item. */
	private static final DataSize ROOM_FOR_BATCHES = DataSize.ofMegabytes(1);

	/** What the client accepts without being configured. */
	private static final DataSize USUAL_INBOUND_SIZE = DataSize.ofMegabytes(64);

	private volatile int maxBody = (int) USUAL_MAX_BODY.toBytes();

	/**
	 * Create a connection factory with the defaults of the RabbitMQ client.
	 */
	public ProtectedConnectionFactory() {
		setExceptionHandler(new ConnectionExceptionHandler());
	}

	/**
	 * Set how large the body of a message may be, for connections that are opened from
	 * now on. A body that is larger by 1 MB at most is read, as it may be a batch of
	 * messages.
	 * @param maxBody less than 2 GB; 16 MB if not given, as much as serializers accept if
	 * they are not given a limit either
	 */
	public void setMaxBody(DataSize maxBody) {
		Assert.isTrue(maxBody.toBytes() > 0 && maxBody.toBytes() < Integer.MAX_VALUE,
				"It must be larger than zero and less than 2GB.");
		this.maxBody = (int) maxBody.toBytes();
	}

	/**
	 * Set how large the body of a message may be. Larger ones are skipped and do not
	 * close the connection, as with {@link #setMaxBody}.
	 * @param maxInboundMessageBodySize one byte more than a body may have
	 */
	@Override
	public void setMaxInboundMessageBodySize(int maxInboundMessageBodySize) {
		setMaxBody(DataSize.ofBytes(maxInboundMessageBodySize - 1L));
	}

	@Override
	protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
		// the client closes the connection from this size on, and uses it for frames as
		// well
		super.setMaxInboundMessageBodySize(
				(int) Math.min(Integer.MAX_VALUE, Math.max(USUAL_INBOUND_SIZE.toBytes(), largest() + 1)));
		FrameHandlerFactory plain = super.createFrameHandlerFactory();
		return (address, connectionName) -> protect(plain.create(address, connectionName));
	}

	private long largest() {
		return Math.min(Integer.MAX_VALUE - 1L, this.maxBody + ROOM_FOR_BATCHES.toBytes());
	}

	/** Other handlers give their frames to the client by themselves. */
	private FrameHandler protect(FrameHandler plain) {
		if (!(plain instanceof SocketFrameHandler)) {
			logger.warn("A connection without blocking sockets is not protected against messages that close it");
			return plain;
		}
		return new ProtectedFrameHandler(plain, new MessageGuard(largest()));
	}

}
