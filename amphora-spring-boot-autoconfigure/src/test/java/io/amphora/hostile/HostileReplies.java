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

package io.amphora.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.amphora.test.BareAmqp;
import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The replies of servers to hostile requests. Thread-safe.
 */
public final class HostileReplies {

	private final String queue;

	private final Map<String, JsonNode> bodies = new ConcurrentHashMap<>();

	HostileReplies(BareAmqp bare, String queue) throws IOException {
		this.queue = bare.ownQueue(queue);
		bare.channel().basicConsume(queue, true, (tag, reply) -> received(reply), (tag) -> {
		});
	}

	String queue() {
		return this.queue;
	}

	private void received(Delivery reply) {
		JsonNode body = BareAmqp.parse(new String(reply.getBody(), StandardCharsets.UTF_8));
		if (HostileProperties.BATCH.equals(reply.getProperties().getContentType())) {
			body.forEach((item) -> this.bodies.put(item.get("id").asText(), item));
		}
		else {
			this.bodies.put(id(reply.getProperties()), body);
		}
	}

	/** One of the two is hostile perhaps, but not both. */
	private static String id(BasicProperties reply) {
		Object request = (reply.getHeaders() != null) ? reply.getHeaders().get(WireHeaders.REQUEST) : null;
		String correlationId = String.valueOf(reply.getCorrelationId());
		return (correlationId.startsWith(HostileScene.ID) || request == null) ? correlationId : request.toString();
	}

	/**
	 * Whether a request has a reply.
	 * @param id its id
	 * @return {@code true} once the reply is here
	 */
	public boolean has(String id) {
		return this.bodies.containsKey(id);
	}

	/** The result in a reply, or {@code null} if there is none. */
	@Nullable String result(String id) {
		JsonNode body = this.bodies.get(id);
		return (body != null && body.has("result")) ? body.get("result").asText() : null;
	}

	/** The type of the exception in a reply, or {@code null} if there is none. */
	@Nullable String exception(String id) {
		JsonNode body = this.bodies.get(id);
		return (body != null && body.has("exception")) ? body.at("/exception/type").asText() : null;
	}

}
