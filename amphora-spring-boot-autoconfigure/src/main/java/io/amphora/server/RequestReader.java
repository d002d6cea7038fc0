package io.amphora.server;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.WrongRequestException;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.Delivery;
import io.amphora.transport.protection.ShortTexts;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests.
 *
 * @param serializer deserializes the requests
 */
record RequestReader(RpcSerializer serializer) {

	/**
	 * Check a request before it is processed.
	 * @return why it is refused, or {@code null} if it can be read
	 */
	@Nullable WrongRequestException refusal(Delivery delivery) {
		String unreadable = delivery.unreadable();
		if (unreadable != null) {
			return new WrongRequestException("The request cannot be read: " + unreadable);
		}
		String misfit = ShortTexts.misfit(delivery.properties());
		return (misfit != null) ? new WrongRequestException(
				"The request cannot be read: of its %s, something is longer than 255 bytes, or not UTF-8"
					.formatted(misfit))
				: null;
	}

	/**
	 * Read a request.
	 * @throws WrongRequestException if the serializer cannot read the request
	 */
	ReceivedCall read(Delivery delivery) {
		BasicProperties properties = delivery.properties();
		if (!this.serializer.reads(properties.getContentType())) {
			throw new WrongRequestException("The request's content type is not " + this.serializer.contentType());
		}
		if (!this.serializer.readsEncoding(properties.getContentEncoding())) {
			throw new WrongRequestException("The request's content encoding is not supported: send it plain");
		}
		return this.serializer.deserializeCall(delivery.body());
	}

}
