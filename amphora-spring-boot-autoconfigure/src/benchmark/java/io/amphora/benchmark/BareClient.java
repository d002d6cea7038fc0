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

package io.amphora.benchmark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;

/**
 * The least that has to be done for a call. With guarantees, what is not confirmed is
 * kept by its delivery tag, as one who would send it again has to. The monitor of
 * {@link #publishing} keeps the delivery tags in order.
 */
final class BareClient implements Peer {

	private static final String DIRECT_REPLY_TO = "amq.rabbitmq.reply-to";

	private final Connection connection;

	private final String requestQueue;

	private final BareMode mode;

	private final BareServer server;

	private final Channel publishing;

	private final Channel consuming;

	private final String replyTo;

	private final AtomicLong ids = new AtomicLong();

	private final Map<String, CompletableFuture<Object>> calls = new ConcurrentHashMap<>();

	private final ConcurrentNavigableMap<Long, byte[]> unconfirmed = new ConcurrentSkipListMap<>();

	BareClient(Connection connection, String requestQueue, BareMode mode, BareServer server) throws IOException {
		this.connection = connection;
		this.requestQueue = requestQueue;
		this.mode = mode;
		this.server = server;
		this.publishing = connection.createChannel();
		// direct replies come over the channel that the request was published on
		this.consuming = mode.guarded() ? connection.createChannel() : this.publishing;
		this.replyTo = mode.guarded() ? requestQueue + "-responses" : DIRECT_REPLY_TO;
		if (mode.guarded()) {
			guard();
		}
		this.consuming.basicConsume(this.replyTo, !mode.guarded(), this::replied, (tag) -> {
		});
	}

	private void guard() throws IOException {
		this.publishing.addConfirmListener(this::confirmed, (tag, multiple) -> {
			throw new IllegalStateException("refused");
		});
		this.publishing.confirmSelect();
		Map<String, Object> arguments = new HashMap<>(this.mode.queueArguments());
		arguments.put("x-expires", 60_000);
		this.consuming.queueDeclare(this.replyTo, true, false, false, arguments);
	}

	@Override
	public CompletableFuture<?> defer(Body body) throws IOException {
		String id = Long.toString(this.ids.incrementAndGet());
		CompletableFuture<Object> reply = new CompletableFuture<>();
		this.calls.put(id, reply);
		BasicProperties properties = new BasicProperties.Builder().correlationId(id)
			.replyTo(this.replyTo)
			.deliveryMode(this.mode.deliveryMode())
			.build();
		byte[] request = this.mode.guarded() ? BareJson.request(body.text()) : body.bytes();
		synchronized (this.publishing) {
			if (this.mode.guarded()) {
				this.unconfirmed.put(this.publishing.getNextPublishSeqNo(), request);
			}
			this.publishing.basicPublish("", this.requestQueue, this.mode.guarded(), properties, request);
		}
		return reply;
	}

	private void confirmed(long tag, boolean multiple) {
		if (multiple) {
			this.unconfirmed.headMap(tag, true).clear();
		}
		else {
			this.unconfirmed.remove(tag);
		}
	}

	private void replied(String consumerTag, Delivery reply) throws IOException {
		CompletableFuture<Object> call = this.calls.remove(reply.getProperties().getCorrelationId());
		if (call != null) {
			call.complete(this.mode.guarded() ? BareJson.result(reply.getBody()) : reply.getBody());
		}
		if (this.mode.guarded()) {
			this.consuming.basicAck(reply.getEnvelope().getDeliveryTag(), false);
		}
	}

	@Override
	public void close() {
		this.connection.abort();
		this.server.close();
	}

}
