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
import java.time.Duration;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MetricsCollector;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.ConnectionParams;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import com.rabbitmq.client.impl.SocketFrameHandler;
import com.rabbitmq.client.observation.ObservationCollector;
import io.amphora.transport.protection.MessageGuard;
import io.amphora.transport.protection.ProtectedFrameHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * A connection factory of the RabbitMQ client whose connections survive any message. The
 * client closes a connection on which it cannot read a message, and the broker redelivers
 * the message on the next one, so that a single message could stop all servers of a
 * service. This factory replaces a message with too deeply nested headers, or with too
 * large a body, while it is read. Servers refuse it as a wrong request, and clients as a
 * wrong result. The body is skipped, not kept.
 * <p>
 * Works for blocking sockets, the default of the client, with and without TLS.
 *
 * @since 0.1.0
 */
public final class ProtectedConnectionFactory extends ConnectionFactory {

	private static final Log logger = LogFactory.getLog(ProtectedConnectionFactory.class);

	/** Default limit of the serializers. */
	private static final DataSize USUAL_MAX_BODY = DataSize.ofMegabytes(16);

	/**
	 * Serializers accept a batch that exceeds the limit of a body, and check each item.
	 */
	private static final DataSize ROOM_FOR_BATCHES = DataSize.ofMegabytes(1);

	/** Default limit of the client. */
	private static final DataSize USUAL_INBOUND_SIZE = DataSize.ofMegabytes(64);

	private volatile int maxBody = (int) USUAL_MAX_BODY.toBytes();

	private final CredentialsWait credentialsWait = new CredentialsWait();

	private @Nullable CredentialsRefreshService refreshService;

	/** The client does not reveal its provider, so the setters keep it. */
	private volatile @Nullable ProvidedCredentials credentials;

	private volatile ObservationCollector observationCollector = ObservationCollector.NO_OP;

	/**
	 * Create a connection factory with the defaults of the RabbitMQ client.
	 */
	public ProtectedConnectionFactory() {
		setExceptionHandler(new ConnectionExceptionHandler());
	}

	/**
	 * Set the maximum size of a message body, for connections that are opened from now
	 * on. A body that exceeds it by up to 1 MB is read nevertheless, because it may be a
	 * batch of messages.
	 * @param maxBody the maximum size, less than 2 GB; 16 MB by default, as for the
	 * serializers
	 */
	public void setMaxBody(DataSize maxBody) {
		Assert.isTrue(maxBody.toBytes() > 0 && maxBody.toBytes() < Integer.MAX_VALUE,
				"It must be larger than zero and less than 2GB.");
		this.maxBody = (int) maxBody.toBytes();
	}

	/**
	 * Set the maximum size of a message body. Larger ones are skipped and do not close
	 * the connection, as with {@link #setMaxBody}.
	 * @param maxInboundMessageBodySize the maximum size of a body plus one byte
	 */
	@Override
	public void setMaxInboundMessageBodySize(int maxInboundMessageBodySize) {
		setMaxBody(DataSize.ofBytes(maxInboundMessageBodySize - 1L));
	}

	@Override
	protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
		// the client closes the connection at this size, which also limits its frames
		super.setMaxInboundMessageBodySize(
				(int) Math.min(Integer.MAX_VALUE, Math.max(USUAL_INBOUND_SIZE.toBytes(), largest() + 1)));
		FrameHandlerFactory plain = super.createFrameHandlerFactory();
		return (address, connectionName) -> protect(plain.create(address, connectionName));
	}

	@Override
	protected AMQConnection createConnection(ConnectionParams params, FrameHandler frameHandler,
			MetricsCollector metricsCollector) {
		ProvidedCredentials provided = this.credentials;
		LoggedInConnection.Login login = new LoggedInConnection.Login(getSaslConfig(),
				(provided != null) ? new LoginCredentials(provided, credentialsPatience()) : null);
		return LoggedInConnection.create(params, login, frameHandler, metricsCollector, this.observationCollector);
	}

	@Override
	public void setObservationCollector(ObservationCollector observationCollector) {
		super.setObservationCollector(observationCollector);
		this.observationCollector = observationCollector;
	}

	@Override
	public void setUsername(String username) {
		super.setUsername(username);
		this.credentials = null;
	}

	@Override
	public void setPassword(String password) {
		super.setPassword(password);
		this.credentials = null;
	}

	@Override
	public void setCredentialsProvider(CredentialsProvider credentialsProvider) {
		super.setCredentialsProvider(credentialsProvider);
		this.credentials = provided(credentialsProvider);
	}

	@Override
	public void setCredentialsRefreshService(CredentialsRefreshService credentialsRefreshService) {
		super.setCredentialsRefreshService(credentialsRefreshService);
		this.refreshService = credentialsRefreshService;
		ProvidedCredentials current = this.credentials;
		if (current != null) {
			this.credentials = provided(current.check().provider());
		}
	}

	private ProvidedCredentials provided(CredentialsProvider provider) {
		return new ProvidedCredentials(new CredentialsCheck(provider, this.refreshService), this.credentialsWait);
	}

	/** The broker closes connections whose login takes too long, without a reason. */
	private Duration credentialsPatience() {
		int handshake = getHandshakeTimeout();
		return Duration.ofMillis(((handshake > 1) ? handshake : DEFAULT_HANDSHAKE_TIMEOUT) / 2);
	}

	/** Return the credentials that the application provides, or {@code null}. */
	@Nullable ProvidedCredentials providedCredentials() {
		return this.credentials;
	}

	/** Return what limits the time that attempts to connect wait for credentials. */
	CredentialsWait credentialsWait() {
		return this.credentialsWait;
	}

	private long largest() {
		return Math.min(Integer.MAX_VALUE - 1L, this.maxBody + ROOM_FOR_BATCHES.toBytes());
	}

	/** Handlers of other sockets pass their frames to the client directly. */
	private FrameHandler protect(FrameHandler plain) {
		if (!(plain instanceof SocketFrameHandler)) {
			logger.warn("A connection without blocking sockets is not protected against messages that close it");
			return plain;
		}
		return new ProtectedFrameHandler(plain, new MessageGuard(largest()));
	}

}
