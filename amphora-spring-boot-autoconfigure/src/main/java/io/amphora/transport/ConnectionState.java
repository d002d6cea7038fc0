package io.amphora.transport;

import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * How a client or a server stands with its broker. There are two connections, one to
 * publish on and one to consume from.
 *
 * @param publishing whether there is a connection to publish on, and the broker does not
 * refuse what has to exist before
 * @param consuming whether there is a connection to consume from
 * @param address address and port of the node that deliveries come from, or {@code null}
 * without a connection to consume from
 * @param blockedReason why the broker takes no messages at the moment, such as a memory
 * or disk alarm, or {@code null} if it takes them
 * @param lastFailure what the last attempt to connect failed with, or why the broker
 * refuses to publish or to consume; {@code null} if the last attempts did not fail
 */
public record ConnectionState(boolean publishing, boolean consuming, @Nullable String address,
		@Nullable String blockedReason, @Nullable Exception lastFailure) {

	/** The state of connections of which nothing is known to be wrong. */
	public static final ConnectionState UNKNOWN = new ConnectionState(true, true, null, null, null);

	/**
	 * Whether messages can be published and consumed.
	 * @return {@code true} if there are both connections
	 */
	public boolean connected() {
		return this.publishing && this.consuming;
	}

	/**
	 * Return the reason of the last failure.
	 * @return the reason, or {@code null} without a failure
	 */
	public @Nullable ConnectionFailure failure() {
		return (this.lastFailure != null) ? ConnectionFailure.of(this.lastFailure) : null;
	}

	/**
	 * What becomes of the state of the connections where the broker refuses something.
	 * @param toPublish why it refuses to publish, or {@code null} if it does not
	 * @param toConsume why it refuses to consume, or {@code null} if it does not
	 * @return the state of a client or a server on these connections
	 */
	public ConnectionState refusing(@Nullable TopologyException toPublish, @Nullable TopologyException toConsume) {
		TopologyException refusal = (toPublish != null) ? toPublish : toConsume;
		return new ConnectionState(this.publishing && toPublish == null, this.consuming, this.address,
				this.blockedReason, (this.lastFailure != null) ? this.lastFailure : refusal);
	}

	/**
	 * Whether the broker takes no messages at the moment. They are held meanwhile.
	 * @return {@code true} between the broker's {@code connection.blocked} and
	 * {@code connection.unblocked}
	 */
	public boolean blocked() {
		return this.blockedReason != null;
	}

}
