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
import java.lang.reflect.Proxy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.amphora.topology.Topology;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * A broker that is not there, to measure what Amphora itself costs. Everything is done on
 * the thread that asks for it: deliveries are settled there, and messages confirmed. To
 * be used by one thread.
 */
public final class StubBroker implements AutoCloseable {

	private final StubChannel channel = new StubChannel();

	private final BrokerTransport transport = new BrokerTransport(stub(ConnectionFactory.class,
			stub(Connection.class, stub(com.rabbitmq.client.Connection.class, this.channel))));

	private final ChannelSettlement settlement = new ChannelSettlement(this.channel, Runnable::run, null);

	private long deliveries;

	private static <T> T stub(Class<T> type, Object reply) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, args) -> reply(method.getReturnType(), reply)));
	}

	/** Whatever it is asked for that is of the type of the reply, it has. */
	private static @Nullable Object reply(Class<?> wanted, Object reply) {
		if (wanted == boolean.class) {
			return true;
		}
		return wanted.isInstance(reply) ? reply : null;
	}

	/**
	 * The transport that leads to it.
	 * @return the transport
	 */
	public BrokerTransport transport() {
		return this.transport;
	}

	/**
	 * Create a publisher that is ready.
	 * @return the only publisher there may be
	 */
	public Publisher publisher() {
		Publisher publisher = this.transport.operationPublisher("stub", Topology.NONE);
		publisher.start().join();
		return publisher;
	}

	/**
	 * Deliver a message on the current thread.
	 * @param properties the properties of the message
	 * @param body the body of the message
	 * @return the delivery
	 */
	public Delivery deliver(BasicProperties properties, byte[] body) {
		this.settlement.delivered();
		return new Delivery(new Envelope(++this.deliveries, false, "", "stub"), properties, body, this.settlement);
	}

	/**
	 * Confirm what was published last.
	 * @return its properties
	 * @throws IOException never
	 */
	public BasicProperties confirm() throws IOException {
		this.channel.confirm();
		return this.channel.last();
	}

	@Override
	public void close() {
		this.transport.close();
	}

}
