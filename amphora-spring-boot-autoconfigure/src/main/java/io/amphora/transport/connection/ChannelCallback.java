package io.amphora.transport.connection;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;

/**
 * Uses the channel that a {@link ManagedChannel} keeps open. All methods are called on
 * the worker thread of that channel.
 */
public interface ChannelCallback {

	/** Return the topology to declare on every new channel. */
	Topology topology();

	/** A new channel is open: declare the topology and start to use the channel. */
	void opened(Channel channel) throws IOException;

	/** Return whether a channel is still wanted; if not, it is about to be stopped. */
	default boolean wanted() {
		return true;
	}

	/** Return whether the user must start again on the open channel. */
	default boolean idle() {
		return false;
	}

	/**
	 * Return whether the broker has closed the channel because of a single message, so
	 * that the next channel can be opened without delay. Called before {@link #lost}.
	 */
	default boolean lostByMessage(Channel channel) {
		return false;
	}

	/** The channel is lost; another one follows unless the user was stopped. */
	void lost(Channel channel);

	/** The broker refuses the channel or the topology; retried at long intervals. */
	void refused(TopologyException cause);

}
