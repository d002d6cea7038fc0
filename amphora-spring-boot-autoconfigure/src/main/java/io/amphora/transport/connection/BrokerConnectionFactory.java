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

package io.amphora.transport.connection;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import com.rabbitmq.client.Address;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * A connection factory, with one of the same kind for publishers, that logs its
 * connection attempts with a logger of its own. Applications can thus disable these
 * messages without affecting other connection factories: Amphora itself logs why an
 * attempt failed and when one has succeeded.
 *
 * @since 0.1.0
 */
public final class BrokerConnectionFactory extends CachingConnectionFactory {

	private final CredentialsWait credentialsWait;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private BrokerConnectionFactory(com.rabbitmq.client.ConnectionFactory client) {
		super(client);
		this.credentialsWait = (client instanceof ProtectedConnectionFactory protectedClient)
				? protectedClient.credentialsWait() : new CredentialsWait();
	}

	/**
	 * Create a connection factory.
	 * @param client the connection factory of the RabbitMQ client
	 * @return the connection factory
	 */
	public static BrokerConnectionFactory create(com.rabbitmq.client.ConnectionFactory client) {
		BrokerConnectionFactory connectionFactory = new BrokerConnectionFactory(client);
		connectionFactory.setPublisherConnectionFactory(new BrokerConnectionFactory(client));
		return connectionFactory;
	}

	@Override
	public void start() {
		if (this.stopped.compareAndSet(true, false)) {
			this.credentialsWait.endClosing();
		}
		super.start();
	}

	/** Attempts to connect may go on until the context is closed, and delay that. */
	@Override
	public void stop() {
		if (this.stopped.compareAndSet(false, true)) {
			this.credentialsWait.beginClosing();
		}
		super.stop();
	}

	@Override
	public void resetConnection() {
		this.credentialsWait.beginClosing();
		try {
			super.resetConnection();
			if (getPublisherConnectionFactory() instanceof BrokerConnectionFactory publisher) {
				publisher.resetConnection();
			}
		}
		finally {
			this.credentialsWait.endClosing();
		}
	}

	/**
	 * Return the addresses that a connection factory connects to: all nodes if it is of
	 * this class, otherwise its host and port.
	 * @param connectionFactory the connection factory
	 * @return addresses and ports, separated by commas
	 */
	public static String address(ConnectionFactory connectionFactory) {
		List<Address> nodes = (connectionFactory instanceof BrokerConnectionFactory factory) ? factory.nodes()
				: List.of();
		return !nodes.isEmpty()
				? nodes.stream().map(BrokerConnectionFactory::describe).collect(Collectors.joining(", "))
				: connectionFactory.getHost() + ":" + connectionFactory.getPort();
	}

	/**
	 * Return the state of the credentials of a connection factory, or {@code null} if it
	 * has no provider of credentials, or if their state is unknown. If the provider
	 * hangs, this is the state since the last login or refresh.
	 * @param connectionFactory the connection factory
	 * @param connected whether there is a connection
	 * @param failure the last failure, or {@code null}
	 * @return the state
	 */
	public static @Nullable CredentialsState credentialsState(ConnectionFactory connectionFactory, boolean connected,
			@Nullable Exception failure) {
		ProvidedCredentials provided = (connectionFactory instanceof AbstractConnectionFactory spring
				&& spring.getRabbitConnectionFactory() instanceof ProtectedConnectionFactory client)
						? client.providedCredentials() : null;
		return (provided != null) ? provided.state(connected, failure) : null;
	}

	/** Return the configured nodes, or none if the address resolver fails. */
	private List<Address> nodes() {
		try {
			List<Address> nodes = getAddresses();
			return (nodes != null) ? nodes : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static String describe(Address node) {
		String host = node.getHost();
		return ((host.indexOf(':') >= 0) ? "[" + host + "]" : host) + ":" + node.getPort();
	}

}
