package io.amphora.actuate;

import io.amphora.transport.ConnectionFailure;
import io.amphora.transport.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of the connections to the broker. The exception is told by its
 * type only, as messages may say more than operators shall read.
 *
 * @param name which of several brokers they lead to, or {@code null} for the default one
 * @param publishing whether there is a connection to publish on
 * @param consuming whether there is a connection to consume from
 * @param address address and port of the node that deliveries come from, or {@code null}
 * @param blockedReason why the broker takes no messages, or {@code null} if it does
 * @param lastFailure the type of what the last attempt to connect failed with, or
 * {@code null}
 * @param failure the reason of the last failure, or {@code null}
 * @param description the failure and its remedy in words, or {@code null}
 */
public record ConnectionDescriptor(@Nullable String name, boolean publishing, boolean consuming,
		@Nullable String address, @Nullable String blockedReason, @Nullable String lastFailure,
		@Nullable ConnectionFailure failure, @Nullable String description) {

	static ConnectionDescriptor of(@Nullable String name, ConnectionState state) {
		Exception exception = state.lastFailure();
		ConnectionFailure failure = state.failure();
		return new ConnectionDescriptor(name, state.publishing(), state.consuming(), state.address(),
				state.blockedReason(), (exception != null) ? exception.getClass().getName() : null, failure,
				(failure != null) ? failure.summary() + ". " + failure.remedy() : null);
	}

}
