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
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

/**
 * Sends the argument of requests back, on the thread that delivers them. With guarantees, a request is
 * acknowledged when its response is confirmed, several at once where the broker confirms
 * several at once.
 */
final class BareServer implements AutoCloseable {

	private static final int PREFETCH = 1000;

	private final Connection connection;

	private final BareMode mode;

	private final Channel consuming;

	private final Channel publishing;

	private final ConcurrentNavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();

	BareServer(Connection connection, String queue, BareMode mode) throws IOException {
		this.connection = connection;
		this.mode = mode;
		this.consuming = connection.createChannel();
		this.publishing = connection.createChannel();
		if (mode.guarded()) {
			this.publishing.addConfirmListener(this::confirmed, (tag, multiple) -> {
				throw new IllegalStateException("refused");
			});
			this.publishing.confirmSelect();
		}
		this.consuming.queueDeclare(queue, true, false, false, mode.queueArguments());
		this.consuming.basicQos(PREFETCH);
		this.consuming.basicConsume(queue, !mode.guarded(), this::reply, (tag) -> {
		});
	}

	private void reply(String consumerTag, Delivery request) throws IOException {
		BasicProperties properties = new BasicProperties.Builder()
			.correlationId(request.getProperties().getCorrelationId())
			.deliveryMode(this.mode.deliveryMode())
			.build();
		if (this.mode.guarded()) {
			this.unconfirmed.put(this.publishing.getNextPublishSeqNo(), request.getEnvelope().getDeliveryTag());
		}
		this.publishing.basicPublish("", request.getProperties().getReplyTo(), this.mode.guarded(), properties,
				this.mode.guarded() ? BareJson.reply(request.getBody()) : request.getBody());
	}

	/** Replies are sent in the order of the requests, so all before the last one are done. */
	private void confirmed(long tag, boolean multiple) throws IOException {
		if (multiple) {
			ConcurrentNavigableMap<Long, Long> confirmed = this.unconfirmed.headMap(tag, true);
			this.consuming.basicAck(confirmed.lastEntry().getValue(), true);
			confirmed.clear();
		}
		else {
			this.consuming.basicAck(this.unconfirmed.remove(tag), false);
		}
	}

	@Override
	public void close() {
		this.connection.abort();
	}

}
