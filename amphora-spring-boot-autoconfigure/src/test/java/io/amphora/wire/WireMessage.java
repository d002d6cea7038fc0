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

package io.amphora.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.test.BareAmqp;
import org.jspecify.annotations.Nullable;

/**
 * A message as a file keeps it. Its components are the names in the file.
 */
record WireMessage(@Nullable String contentType, @Nullable String correlationId, @Nullable String replyTo,
		@Nullable String messageId, @Nullable String expiration, @Nullable Long timestamp, @Nullable String appId,
		@Nullable Integer deliveryMode, Map<String, Object> headers, String body) {

	static final String BATCH = "application/vnd.amphora.batch+json";

	static WireMessage of(GetResponse message) {
		return of(message.getProps(), message.getBody());
	}

	static WireMessage of(BasicProperties properties, byte[] body) {
		Map<String, Object> headers = new LinkedHashMap<>();
		if (properties.getHeaders() != null) {
			properties.getHeaders()
				.forEach((name, value) -> headers.put(name,
						(value instanceof Number || value instanceof Boolean) ? value : value.toString()));
		}
		Date timestamp = properties.getTimestamp();
		return new WireMessage(properties.getContentType(), properties.getCorrelationId(), properties.getReplyTo(),
				properties.getMessageId(), properties.getExpiration(), (timestamp != null) ? timestamp.getTime() : null,
				properties.getAppId(), properties.getDeliveryMode(), headers, new String(body, StandardCharsets.UTF_8));
	}

	BasicProperties properties() {
		return new BasicProperties.Builder().contentType(this.contentType)
			.correlationId(this.correlationId)
			.replyTo(this.replyTo)
			.messageId(this.messageId)
			.expiration(this.expiration)
			.timestamp((this.timestamp != null) ? new Date(this.timestamp) : null)
			.appId(this.appId)
			.deliveryMode(this.deliveryMode)
			.headers(new LinkedHashMap<>(this.headers))
			.build();
	}

	/**
	 * The message with the identifiers of other calls, and with another {@code reply_to}.
	 */
	WireMessage with(Map<String, String> ids, @Nullable String replyTo) {
		return new WireMessage(this.contentType, replace(ids, this.correlationId), replyTo,
				replace(ids, this.messageId), this.expiration, this.timestamp, this.appId, this.deliveryMode,
				replace(ids, this.headers), replace(ids, this.body));
	}

	/** The message as a client writes it that only knows message ids. */
	WireMessage withoutCorrelationId(String newReplyTo) {
		return new WireMessage(this.contentType, null, newReplyTo, this.messageId, this.expiration, this.timestamp,
				this.appId, this.deliveryMode, this.headers, this.body);
	}

	private static Map<String, Object> replace(Map<String, String> ids, Map<String, Object> headers) {
		Map<String, Object> replaced = new LinkedHashMap<>(headers);
		replaced.replaceAll((name, value) -> (value instanceof String text) ? replace(ids, text) : value);
		return replaced;
	}

	private static @Nullable String replace(Map<String, String> ids, @Nullable String text) {
		String replaced = text;
		for (Map.Entry<String, String> id : ids.entrySet()) {
			replaced = (replaced != null) ? replaced.replace(id.getKey(), id.getValue()) : null;
		}
		return replaced;
	}

	/** The calls that the message is about, each with its body. */
	Map<String, JsonNode> calls() {
		Map<String, JsonNode> calls = new LinkedHashMap<>();
		JsonNode json = BareAmqp.parse(this.body);
		if (BATCH.equals(this.contentType)) {
			json.forEach((call) -> calls.put(call.get("id").asText(), call));
		}
		else {
			calls.put(String.valueOf((this.correlationId != null) ? this.correlationId : this.messageId), json);
		}
		return calls;
	}

	/** Whether a reply asks to send its request again, alone. */
	boolean isResendRequest() {
		return this.headers.containsKey("amphora-alone")
				|| calls().values().stream().anyMatch((call) -> call.has("alone"));
	}

	/** The id by which replies find each call, and the message id of its request. */
	static List<String> names(List<WireMessage> requests) {
		List<String> names = new ArrayList<>();
		requests.forEach((request) -> request.calls().keySet().forEach((id) -> {
			names.add(id);
			names.add(BATCH.equals(request.contentType) ? id : String.valueOf(request.messageId));
		}));
		return names;
	}

	static List<String> ids(List<WireMessage> messages) {
		List<String> ids = new ArrayList<>();
		messages.forEach((message) -> ids.addAll(message.calls().keySet()));
		return ids;
	}

}
