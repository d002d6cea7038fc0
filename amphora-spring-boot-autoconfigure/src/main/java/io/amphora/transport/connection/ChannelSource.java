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
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.impl.AMQConnection;
import io.amphora.StoppedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Opens channels on the shared connection of a connection factory. Thread-safe: called by
 * worker threads and by the connection's own thread. The monitor is held while
 * {@link #current} or {@link #lastFailure} changes.
 */
final class ChannelSource implements BlockedListener {

	private static final Log logger = LogFactory.getLog(ChannelSource.class);

	private static final int ABORT_TIMEOUT_MILLIS = 1_000;

	private final ConnectionFactory connectionFactory;

	private final ConnectionFailureLog failures;

	private final WaitingChannels waiting;

	private final Runnable onUnblocked;

	private volatile com.rabbitmq.client.@Nullable Connection current;

	/** User of the {@link #current} connection. */
	private volatile @Nullable String user;

	private volatile @Nullable String blockedReason;

	private volatile @Nullable Exception lastFailure;

	ChannelSource(ConnectionFactory connectionFactory, ConnectionFailureLog failures, WaitingChannels waiting,
			Runnable onUnblocked) {
		this.connectionFactory = connectionFactory;
		this.failures = failures;
		this.waiting = waiting;
		this.onUnblocked = onUnblocked;
	}

	Channel openChannel() throws IOException {
		com.rabbitmq.client.Connection connection = connect();
		Channel channel = createChannel(connection);
		if (channel == null) {
			throw new IOException("The connection has no channel left: raise the broker's channel_max");
		}
		return channel;
	}

	com.rabbitmq.client.@Nullable Connection openSeparate(Channel channel) throws IOException, TimeoutException {
		com.rabbitmq.client.Connection present = channel.getConnection();
		InetAddress address = present.getAddress();
		if (address == null || !(this.connectionFactory instanceof AbstractConnectionFactory spring)) {
			return null;
		}
		return spring.getRabbitConnectionFactory()
			.newConnection(ReadingThread.executor(), List.of(new Address(host(address), present.getPort())),
					"amphora-undeliverable");
	}

	/** Return the name as configured: a certificate may not contain another one. */
	private static String host(InetAddress address) {
		String name = address.toString();
		String host = name.substring(0, name.indexOf('/'));
		return host.isEmpty() ? address.getHostAddress() : host;
	}

	/**
	 * A connection whose reading thread has ended with an error, such as an
	 * {@link OutOfMemoryError}, may still be open according to the Java client. Close it,
	 * or the connection factory would return it again. The broker does not read from a
	 * connection that it blocks.
	 */
	private @Nullable Channel createChannel(com.rabbitmq.client.Connection connection) throws IOException {
		try {
			return connection.createChannel();
		}
		catch (IOException ex) {
			if (connection.isOpen() && this.blockedReason == null) {
				abort(connection);
			}
			throw ex;
		}
	}

	/**
	 * Without a reading thread, only an error notifies the channels. The client does not
	 * pass the end of the stream to its exception handler, which may fail again.
	 */
	private static void abort(com.rabbitmq.client.Connection connection) {
		connection.abort(ABORT_TIMEOUT_MILLIS);
		if (connection instanceof AMQConnection amqConnection) {
			amqConnection.handleIoError(new UnusableConnectionException());
		}
	}

	static StoppedException closedException() {
		return new StoppedException("The connection to the broker is closed.", null);
	}

	/** Return the log of the channels that the broker refuses. */
	RefusalLog refusals() {
		return this.failures.refusals();
	}

	/** Return the channels of the broker that could not connect. */
	WaitingChannels waiting() {
		return this.waiting;
	}

	/**
	 * Forget the last failure, so that the next one is logged, and let the channels that
	 * could not connect try again.
	 */
	void recovered() {
		forgetFailure();
		this.waiting.opened();
	}

	private synchronized void forgetFailure() {
		if (this.lastFailure != null) {
			this.lastFailure = null;
			this.failures.recovered();
		}
	}

	private com.rabbitmq.client.Connection connect() throws IOException {
		try (Connection shared = this.connectionFactory.createConnection()) {
			com.rabbitmq.client.Connection connection = shared.getDelegate();
			if (connection == null) {
				throw new IOException("The connection factory gives no access to the Java client's connection");
			}
			if (connection != this.current) {
				adopt(connection, userOf(connection));
			}
			return connection;
		}
	}

	/**
	 * Connection factories of applications may ask a credentials provider, which may
	 * fail.
	 */
	private @Nullable String userOf(com.rabbitmq.client.Connection connection) {
		if (connection instanceof LoggedInConnection loggedIn) {
			return loggedIn.user();
		}
		try {
			return this.connectionFactory.getUsername();
		}
		catch (RuntimeException ex) {
			logger.debug("The user of the connection is unknown", ex);
			return null;
		}
	}

	/**
	 * Use a connection unless it is closed: a worker may be late with a lost connection
	 * that others have already replaced.
	 */
	private synchronized void adopt(com.rabbitmq.client.Connection connection, @Nullable String newUser) {
		if (connection != this.current && connection.isOpen()) {
			this.current = connection;
			this.user = newUser;
			this.blockedReason = null;
			connection.addBlockedListener(this);
			logger.info("Connected to the " + broker() + " as '" + connection.getClientProvidedName() + "'");
		}
	}

	/** Leave the connection open for its other users. */
	void close() {
		com.rabbitmq.client.Connection connection = this.current;
		if (connection != null) {
			connection.removeBlockedListener(this);
		}
	}

	/**
	 * Log the first of successive failures. Later ones are logged only if they are of
	 * another kind. A connection that the application closes, such as by resetting its
	 * connection factory, does not count as a failure of the broker.
	 */
	synchronized void report(Throwable failure) {
		if (BrokerErrors.closedByApplication(failure)) {
			logger.debug("The application has closed the connection to the " + broker(), failure);
			return;
		}
		Exception before = this.lastFailure;
		if (before == null || BrokerErrors.kind(before) != BrokerErrors.kind(failure)) {
			this.failures.failed(failure);
		}
		logger.debug("Amphora cannot open a channel", failure);
		this.lastFailure = (failure instanceof Exception exception) ? exception
				: new IllegalStateException("A channel cannot be opened: " + failure, failure);
	}

	/** Return the description of the broker for logs. */
	String broker() {
		return this.failures.broker();
	}

	boolean connected() {
		com.rabbitmq.client.Connection connection = this.current;
		return connection != null && connection.isOpen();
	}

	@Nullable String address() {
		com.rabbitmq.client.Connection connection = this.current;
		return (connection != null && connection.isOpen())
				? connection.getAddress().getHostAddress() + ":" + connection.getPort() : null;
	}

	/** Return the user that the connection has logged in as, if it is known. */
	@Nullable String user() {
		return this.user;
	}

	@Nullable Exception lastFailure() {
		return this.lastFailure;
	}

	@Nullable String blockedReason() {
		return this.blockedReason;
	}

	@Override
	public void handleBlocked(String reason) {
		logger.warn("The " + this.failures.broker() + " blocks publishing (" + reason
				+ "); buffering messages until it unblocks");
		this.blockedReason = reason;
	}

	@Override
	public void handleUnblocked() {
		logger.info("The " + this.failures.broker() + " accepts messages again");
		this.blockedReason = null;
		this.onUnblocked.run();
	}

}
