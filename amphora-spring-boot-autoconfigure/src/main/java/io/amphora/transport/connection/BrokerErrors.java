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

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpException;

/**
 * Distinguishes refusals by the broker from lost connections.
 *
 * @since 0.1.0
 */
public final class BrokerErrors {

	/** Id of the AMQP class whose methods open a connection. */
	private static final int CONNECTION_CLASS = 10;

	/** Does not match if a virtual host is down or has too many connections. */
	private static final Pattern VIRTUAL_HOST = Pattern
		.compile("not found$|access to vhost .* refused for user '[^']*'$");

	/** The connection could not be established or was lost. */
	private static final List<Class<? extends Exception>> NETWORK = List.of(SocketException.class,
			SocketTimeoutException.class, UnknownHostException.class, EOFException.class, TimeoutException.class);

	/** The connection was established, but cannot be used. */
	private static final List<Class<? extends Exception>> CONNECTED = List.of(ChannelContinuationTimeoutException.class,
			UnusableConnectionException.class);

	private BrokerErrors() {
	}

	/**
	 * Return whether the application closed the connection or the channel, without an
	 * error.
	 */
	static boolean closedByApplication(Throwable failure) {
		if (find(failure, StoppedException.class) != null) {
			return true;
		}
		ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
		return signal != null && signal.isInitiatedByApplication() && code(failure) == AMQP.REPLY_SUCCESS;
	}

	/**
	 * Return whether the broker closed the connection because of an internal error.
	 * @param failure the failure
	 * @return {@code true} if it did
	 */
	public static boolean isInternalError(Throwable failure) {
		ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
		return signal != null && !signal.isInitiatedByApplication() && code(failure) == AMQP.INTERNAL_ERROR;
	}

	/** Return the reply code of the broker, or -1 without one. */
	static int code(Throwable failure) {
		Close close = close(failure);
		return (close != null) ? close.code() : -1;
	}

	/** Return the reason given by the broker, or else by the innermost exception. */
	static String reason(Throwable failure) {
		CredentialsException unavailable = find(failure, CredentialsException.class);
		if (unavailable != null) {
			return String.valueOf(unavailable.getMessage());
		}
		Close close = close(failure);
		if (close != null && close.code() == AMQP.REPLY_SUCCESS) {
			return "the connection was closed without an error";
		}
		String text = (close != null) ? close.text() : cause(failure).toString();
		return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
	}

	static ConnectionFailure kind(Throwable failure) {
		if (find(failure, AmqpAuthenticationException.class) != null) {
			return ConnectionFailure.LOGIN;
		}
		if (find(failure, CredentialsException.class) != null) {
			return ConnectionFailure.CREDENTIALS;
		}
		Close close = close(failure);
		if (close != null) {
			return close.kind();
		}
		if (failure instanceof TopologyException) {
			return ConnectionFailure.TOPOLOGY;
		}
		if (find(failure, SSLException.class) != null) {
			return ConnectionFailure.TLS;
		}
		boolean unreachable = isAny(failure, NETWORK) && !isAny(failure, CONNECTED);
		return unreachable ? ConnectionFailure.ADDRESS : ConnectionFailure.OTHER;
	}

	/**
	 * Return the broker's refusal of a virtual host, an exchange or a queue. Retrying may
	 * not help until the cause of a refusal is corrected.
	 * @param failure the failure
	 * @return the refusal, or {@code null} for other failures
	 */
	public static @Nullable TopologyException of(Throwable failure) {
		if (failure instanceof TopologyException refusal) {
			return refusal;
		}
		Close close = close(failure);
		String remedy = (close != null) ? close.remedy() : null;
		return (remedy != null)
				? new TopologyException("The broker refuses: " + reason(failure) + ". " + remedy, failure) : null;
	}

	/**
	 * Return the broker's refusal of a message because the user must not publish to its
	 * exchange.
	 * @param failure the exception with which the channel was closed
	 * @return the refusal, or {@code null} if the message was refused for another reason
	 */
	public static @Nullable TopologyException ofPublishing(Throwable failure) {
		MissingPermission permission = missingPermission(failure);
		return (permission != null && permission.forExchange()) ? of(failure) : null;
	}

	/**
	 * Return whether the broker refuses a message because the user must not publish to an
	 * exchange.
	 * @param failure the exception with which the channel was closed
	 * @param exchange the name of the exchange, empty for the default exchange
	 * @return {@code true} if the permission for that exchange is missing
	 */
	public static boolean refusesPublishing(Throwable failure, String exchange) {
		MissingPermission permission = missingPermission(failure);
		return permission != null && permission.forExchange(exchange);
	}

	/** Return the remedy, which names what the text of the broker names. */
	static String remedy(Throwable failure) {
		MissingPermission permission = missingPermission(failure);
		return (permission != null) ? permission.remedy() : kind(failure).remedy();
	}

	/**
	 * Return the permission that is missing, or {@code null} if the failure has another
	 * reason.
	 */
	static @Nullable MissingPermission missingPermission(Throwable failure) {
		Close close = close(failure);
		return (close != null && kind(failure) == ConnectionFailure.PERMISSION) ? close.missingPermission() : null;
	}

	private static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while (isUninformative(cause) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static boolean isUninformative(Throwable failure) {
		return failure instanceof AmqpException || (failure instanceof IOException && failure.getMessage() == null);
	}

	private static @Nullable Close close(Throwable failure) {
		ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
		Method reason = (signal != null) ? signal.getReason() : null;
		if (reason instanceof AMQP.Channel.Close close) {
			return new Close(close.getReplyCode(), close.getReplyText(), false, close.getClassId(),
					close.getMethodId());
		}
		return (reason instanceof AMQP.Connection.Close close) ? new Close(close.getReplyCode(), close.getReplyText(),
				close.getClassId() <= CONNECTION_CLASS, close.getClassId(), close.getMethodId()) : null;
	}

	private static boolean isAny(Throwable failure, List<Class<? extends Exception>> types) {
		return types.stream().anyMatch((type) -> find(failure, type) != null);
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	/**
	 * The reason why the broker closed a channel or a connection. Brokers other than
	 * RabbitMQ close the connection when they refuse a queue, with the same codes as when
	 * they refuse a virtual host; the class of the method distinguishes the two.
	 *
	 * @param code the reply code
	 * @param text the reply text
	 * @param opening whether the broker refuses the connection itself
	 * @param classId the class of the refused method
	 * @param methodId the id of the refused method in its class
	 */
	private record Close(int code, String text, boolean opening, int classId, int methodId) {

		ConnectionFailure kind() {
			if (this.opening && refusesVirtualHost()) {
				return ConnectionFailure.VIRTUAL_HOST;
			}
			return switch (this.code) {
				case AMQP.ACCESS_REFUSED -> this.opening ? ConnectionFailure.OTHER : refusedAccess();
				case AMQP.NOT_ALLOWED -> this.opening ? ConnectionFailure.OTHER : ConnectionFailure.TOPOLOGY;
				case AMQP.NOT_FOUND ->
					this.text.contains("down or inaccessible") ? ConnectionFailure.OTHER : ConnectionFailure.TOPOLOGY;
				case AMQP.PRECONDITION_FAILED, AMQP.RESOURCE_LOCKED -> ConnectionFailure.TOPOLOGY;
				default -> ConnectionFailure.OTHER;
			};
		}

		/**
		 * Excludes virtual hosts that are down and connection limits, which are
		 * temporary.
		 */
		private boolean refusesVirtualHost() {
			return switch (this.code) {
				case AMQP.ACCESS_REFUSED, AMQP.NOT_ALLOWED -> VIRTUAL_HOST.matcher(this.text).find();
				case AMQP.NOT_FOUND -> this.text.startsWith("Unknown virtual host");
				default -> false;
			};
		}

		/**
		 * RabbitMQ refuses a second exclusive consumer like a user without permission.
		 */
		private ConnectionFailure refusedAccess() {
			return this.text.contains("exclusive use") ? ConnectionFailure.TOPOLOGY : ConnectionFailure.PERMISSION;
		}

		MissingPermission missingPermission() {
			return MissingPermission.of(this.text, this.classId, this.methodId);
		}

		@Nullable String remedy() {
			ConnectionFailure kind = kind();
			return switch (kind) {
				case VIRTUAL_HOST -> kind.remedy();
				case PERMISSION -> missingPermission().remedy();
				case TOPOLOGY -> switch (this.code) {
					case AMQP.PRECONDITION_FAILED ->
						this.text.contains("invalid arg") ? "Correct the value of the argument."
								: "It exists with different arguments. Configure the same arguments, or delete it."
										+ " Messages in a deleted queue, such as waiting requests, are lost.";
					case AMQP.NOT_FOUND -> "It does not exist: create it first, or correct the name.";
					default -> "Another connection uses it exclusively. Set a different uuid for each client.";
				};
				default -> null;
			};
		}

	}

}
