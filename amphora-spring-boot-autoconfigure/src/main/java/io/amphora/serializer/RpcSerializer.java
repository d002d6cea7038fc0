/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.serializer;

import java.lang.reflect.Type;

import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import org.jspecify.annotations.Nullable;

/**
 * Strategy for converting calls and results to message bodies and back. The clients and
 * servers of a service use the same one. Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface RpcSerializer {

	/**
	 * Return the {@code content_type} of the messages.
	 * @return a media type
	 */
	String contentType();

	/**
	 * Return whether bodies of a content type can be read.
	 * @param contentType the {@code content_type} of a message, or {@code null} if it has
	 * none
	 * @return {@code true} for {@link #contentType()} with any parameters, and for
	 * {@code null}
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
	 * Return whether bodies of a content encoding can be read.
	 * @param contentEncoding the {@code content_encoding} of a message, or {@code null}
	 * if it has none
	 * @return {@code true} if bodies are not encoded, as serializers never encode them
	 */
	default boolean readsEncoding(@Nullable String contentEncoding) {
		return contentEncoding == null || contentEncoding.isEmpty() || contentEncoding.equalsIgnoreCase("identity")
				|| contentEncoding.equalsIgnoreCase("utf-8");
	}

	/**
	 * Write a call as the body of a request.
	 * @param call the call
	 * @return the body
	 * @throws WrongRequestException if an argument cannot be written; the message states
	 * which one and why
	 */
	byte[] serializeCall(RpcCall call);

	/**
	 * Read the body of a request.
	 * @param body the body
	 * @return the call, with untyped arguments
	 * @throws WrongRequestException if the body is not a call
	 */
	ReceivedCall deserializeCall(byte[] body);

	/**
	 * Write a result as the body of a reply.
	 * @param result the value or the failure
	 * @return the body
	 * @throws WrongResultException if the result cannot be written; the message is logged
	 * and sent to the caller, so it gives the reason without the value
	 */
	byte[] serializeResult(RpcResult result);

	/**
	 * Read the body of a reply.
	 * @param body the body
	 * @return the untyped value or the failure
	 * @throws WrongResultException if the body is not a result
	 */
	ReceivedResult deserializeResult(byte[] body);

	/**
	 * Return the JSON shape of the received values of a type.
	 * @param type the type of an argument, but not a number, string, array or map
	 * @return the shape, unknown unless the serializer writes JSON
	 */
	default JsonShape shapeOfReceived(Type type) {
		return new JsonShape.Unknown();
	}

	/**
	 * Return the JSON shape of the sent values of a type.
	 * @param type the type of a result, but not a number, string, array or map
	 * @return the shape, unknown unless the serializer writes JSON
	 */
	default JsonShape shapeOfSent(Type type) {
		return new JsonShape.Unknown();
	}

	/**
	 * Return the format of messages with several calls or results.
	 * @return the format, or {@code null} if batches are not supported
	 */
	default @Nullable BatchFormat batchFormat() {
		return null;
	}

}
