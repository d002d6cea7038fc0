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

package io.amphora.transport;

import java.io.IOException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.BrokerErrors;

/**
 * Consumes replies on the channel of the publisher that sends the requests, using
 * RabbitMQ's direct reply-to. Part of the publisher's topology, because the consumer must
 * exist before anything is published. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DirectReplies implements Topology {

	/** Reply-to address of requests in place of a reply queue. */
	public static final String REPLY_TO = "amq.rabbitmq.reply-to";

	private final DeliveryDispatcher dispatcher;

	/**
	 * Create a consumer of replies.
	 * @param handler handles the replies, which need not be settled
	 * @param transport provides the threads
	 */
	public DirectReplies(DeliveryHandler handler, BrokerTransport transport) {
		this.dispatcher = transport.dispatcher(handler);
	}

	@Override
	public void declare(Channel channel) throws IOException {
		try {
			channel.basicConsume(REPLY_TO, true, new ReplyConsumer(channel));
		}
		catch (IOException ex) {
			if (BrokerErrors.of(ex) != null) {
				// without the cause, which would look like a queue that was just deleted
				throw new TopologyException("The broker does not support direct reply-to. Set 'reply-mode' to"
						+ " 'queue', or use RabbitMQ. The broker's message is: " + ex.getCause(), null);
			}
			throw ex;
		}
	}

	/** Receives the replies on one channel. */
	private final class ReplyConsumer extends DefaultConsumer {

		ReplyConsumer(Channel channel) {
			super(channel);
		}

		@Override
		public void handleDelivery(String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
			DirectReplies.this.dispatcher.dispatch(new Delivery(envelope, properties, body, null));
		}

	}

}
