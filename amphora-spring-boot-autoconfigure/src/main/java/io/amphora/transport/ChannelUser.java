package io.amphora.transport;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;

/**
 * Works with the channel that a {@link ManagedChannel} keeps open. Every method is called
 * on the worker thread of that channel.
 */
interface ChannelUser {

	/** What is declared on every new channel. */
	Topology topology();

	/** A new channel is open: declare, then begin. */
	void opened(Channel channel) throws IOException;

	/** Whether a channel is still wanted; if not, it is about to be stopped. */
	default boolean wanted() {
		return true;
	}

	/** Whether it has to begin again on the channel that is open. */
	default boolean idle() {
		return false;
	}

	/**
	 * Whether the broker has closed the channel because of a single message, so that the
	 * next channel need not wait. Asked before {@link #lost}.
	 */
	default boolean lostByMessage(Channel channel) {
		return false;
	}

	/** The channel is gone; another follows unless the user was stopped. */
	void lost(Channel channel);

	/** The broker refuses what the user needs; it is tried again slowly. */
	void refused(TopologyException cause);

}
