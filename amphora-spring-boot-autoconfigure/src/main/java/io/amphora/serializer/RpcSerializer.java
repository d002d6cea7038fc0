package io.amphora.serializer;

import java.lang.reflect.Type;

import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import org.jspecify.annotations.Nullable;

/**
 * Strategy that turns calls and results into message bodies and back. Both sides of a
 * service use the same one. Implementations must be thread-safe.
 */
public interface RpcSerializer {

	/**
	 * The {@code content_type} of the messages.
	 * @return a media type
	 */
	String contentType();

	/**
	 * Whether bodies of a content type can be read.
	 * @param contentType the {@code content_type} of a message, or {@code null} if it has
	 * none
	 * @return {@code true} for the own content type, whatever its parameters, and for
	 * none
	 */
	default boolean reads(@Nullable String contentType) {
		if (contentType == null) {
			return true;
		}
		int parameters = contentType.indexOf(';');
		String type = (parameters < 0) ? contentType : contentType.substring(0, parameters);
		return type.strip().equalsIgnoreCase(contentType());
	}

	/**
	 * Whether bodies of a content encoding can be read.
	 * @param contentEncoding the {@code content_encoding} of a message, or {@code null}
	 * if it has none
	 * @return {@code true} for bodies that are plain, as no other is written
	 */
	default boolean readsEncoding(@Nullable String contentEncoding) {
		return contentEncoding == null || contentEncoding.isEmpty() || contentEncoding.equalsIgnoreCase("identity")
				|| contentEncoding.equalsIgnoreCase("utf-8");
	}

	/**
	 * Turn a call into the body of a request.
	 * @param call the call
	 * @return the body
	 * @throws WrongRequestException if an argument cannot be written; the message says
	 * which one and why
	 */
	byte[] serializeCall(RpcCall call);

	/**
	 * Read the body of a request.
	 * @param body the body
	 * @return the call, its arguments still untyped
	 * @throws WrongRequestException if the body is no call
	 */
	ReceivedCall deserializeCall(byte[] body);

	/**
	 * Turn a result into the body of a response.
	 * @param result the value or the failure
	 * @return the body
	 * @throws WrongResultException if the result cannot be written; the message is logged
	 * and sent to the caller, so it says why without the value itself
	 */
	byte[] serializeResult(RpcResult result);

	/**
	 * Read the body of a response.
	 * @param body the body
	 * @return the value, still untyped, or the failure
	 * @throws WrongResultException if the body is no result
	 */
	ReceivedResult deserializeResult(byte[] body);

	/**
	 * What values of a type look like when they are received.
	 * @param type the type of an argument, which is no number, string, array or map
	 * @return the shape, unknown unless the serializer writes JSON
	 */
	default JsonShape shapeOfReceived(Type type) {
		return new JsonShape.Unknown();
	}

	/**
	 * What values of a type look like when they are sent.
	 * @param type the type of a result, which is no number, string, array or map
	 * @return the shape, unknown unless the serializer writes JSON
	 */
	default JsonShape shapeOfSent(Type type) {
		return new JsonShape.Unknown();
	}

	/**
	 * How several calls or results travel in one message.
	 * @return the format, or {@code null} if each has to travel alone
	 */
	default @Nullable BatchFormat batchFormat() {
		return null;
	}

}
