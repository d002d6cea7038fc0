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

package io.amphora.test;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;

/**
 * Publishes messages with properties that the Java client would not write. For one
 * thread.
 */
public final class RawPublisher implements AutoCloseable {

	private static final long PATIENCE = 30_000;

	private final Forging connectionFactory = new Forging();

	private Connection connection;

	private Channel channel;

	private volatile RawProperties next = new RawProperties();

	public RawPublisher(String uri) throws Exception {
		this.connectionFactory.setUri(uri);
		this.connectionFactory.setAutomaticRecoveryEnabled(false);
		this.connection = this.connectionFactory.newConnection("raw");
		this.channel = channel();
	}

	private Channel channel() throws IOException {
		Channel opened = this.connection.createChannel();
		opened.confirmSelect();
		return opened;
	}

	/**
	 * Publish a message, and wait until the broker has it.
	 * @param exchange the exchange
	 * @param routingKey the routing key
	 * @param properties the properties
	 * @param body the body
	 */
	public void publish(String exchange, String routingKey, RawProperties properties, byte[] body) throws Exception {
		send(exchange, routingKey, properties, body);
		awaitConfirms();
	}

	/**
	 * Publish a message.
	 * @param exchange the exchange
	 * @param routingKey the routing key
	 * @param properties the properties
	 * @param body the body
	 */
	public void send(String exchange, String routingKey, RawProperties properties, byte[] body) throws Exception {
		this.next = properties;
		this.channel.basicPublish(exchange, routingKey, null, body);
	}

	/** Wait until the broker has all messages. */
	public void awaitConfirms() throws Exception {
		if (!this.channel.waitForConfirms(PATIENCE)) {
			throw new IOException("The broker has refused a message");
		}
	}

	/**
	 * Publish a message that the broker may refuse.
	 * @param exchange the exchange
	 * @param routingKey the routing key
	 * @param properties the properties
	 * @param body the body
	 * @return whether the broker has it; if not, it has closed the channel or the
	 * connection, and there is another one now
	 */
	public boolean offer(String exchange, String routingKey, RawProperties properties, byte[] body) throws Exception {
		try {
			publish(exchange, routingKey, properties, body);
			return true;
		}
		catch (ShutdownSignalException ex) {
			if (!this.connection.isOpen()) {
				this.connection = this.connectionFactory.newConnection("raw");
			}
			this.channel = channel();
			return false;
		}
	}

	@Override
	public void close() {
		this.connection.abort();
	}

	private final class Forging extends ConnectionFactory {

		@Override
		protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
			FrameHandlerFactory plain = super.createFrameHandlerFactory();
			return (address, name) -> forging(plain.create(address, name));
		}

		private FrameHandler forging(FrameHandler plain) {
			return (FrameHandler) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { FrameHandler.class }, (proxy, method, args) -> {
						if (method.getName().equals("writeFrame")) {
							args[0] = forge((Frame) args[0]);
						}
						try {
							return method.invoke(plain, args);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

		private Frame forge(Frame frame) {
			if (frame.type != AMQP.FRAME_HEADER) {
				return frame;
			}
			long bodySize = java.nio.ByteBuffer.wrap(frame.getPayload()).getLong(4);
			return new Frame(frame.type, frame.channel, RawPublisher.this.next.header(bodySize));
		}

	}

}
