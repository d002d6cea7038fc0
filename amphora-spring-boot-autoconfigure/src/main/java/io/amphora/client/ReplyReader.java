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

package io.amphora.client;

import java.lang.reflect.Type;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.CallReport;
import io.amphora.RemoteException;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Unexpected;
import org.jspecify.annotations.Nullable;

/**
 * Converts a reply to the result of a call, or to the exception that it represents.
 */
final class ReplyReader {

	private final RpcSerializer serializer;

	ReplyReader(RpcSerializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * Read a reply.
	 * @throws AmphoraException if the call failed, or if the reply cannot be used;
	 * exceptions of serializers and result types are wrapped
	 */
	@Nullable Object read(ClientRequest call, Delivery reply, Type type) {
		try {
			return readReply(call, reply, type);
		}
		catch (AmphoraException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw wrong(call, Unexpected.describe(ex), ex);
		}
	}

	private @Nullable Object readReply(ClientRequest call, Delivery reply, Type type) {
		ReceivedResult result = parse(call, reply);
		if (result instanceof ReceivedResult.Value value) {
			return convert(call, value, type);
		}
		ReceivedResult.Failure failure = (ReceivedResult.Failure) result;
		CallReport report = call.report();
		if (failure.type().equals(WrongRequestException.WIRE_TYPE)) {
			RefusedRequest refusal = RefusedRequest.of(failure.args());
			String message = "The server could not use %s: %s".formatted(report.describe(), refusal.reason());
			throw call.resent() ? ClientRequest.mayHaveRun(message, report, null)
					: new WrongRequestException(message, refusal.reason(), refusal.violations(), report, null);
		}
		if (failure.type().equals(ReplyLostException.WIRE_TYPE)) {
			throw new ReplyLostException(
					"No reply to %s: %s".formatted(report.describe(), RefusedRequest.of(failure.args()).reason()),
					report);
		}
		throw new RemoteException(failure.type(), failure.args(), report);
	}

	private ReceivedResult parse(ClientRequest call, Delivery reply) {
		String unreadable = reply.unreadable();
		if (unreadable != null) {
			throw wrong(call, unreadable, null);
		}
		BasicProperties properties = reply.properties();
		if (!this.serializer.reads(properties.getContentType())
				|| !this.serializer.readsEncoding(properties.getContentEncoding())) {
			throw wrong(call, "its content type or encoding is not " + this.serializer.contentType(), null);
		}
		try {
			return this.serializer.deserializeResult(reply.body());
		}
		catch (WrongResultException ex) {
			throw wrong(call, ex.getMessage(), ex);
		}
	}

	private @Nullable Object convert(ClientRequest call, ReceivedResult.Value value, Type type) {
		try {
			return (type == ServiceDescription.class) ? ServiceDescription.fromWire(value.value().as(Object.class))
					: value.value().as(type);
		}
		catch (IllegalArgumentException ex) {
			throw wrong(call, ex.getMessage(), ex);
		}
	}

	private static WrongResultException wrong(ClientRequest call, @Nullable String reason, @Nullable Throwable cause) {
		CallReport report = call.report();
		return new WrongResultException("The reply to %s cannot be used: %s".formatted(report.describe(), reason),
				report, cause);
	}

}
