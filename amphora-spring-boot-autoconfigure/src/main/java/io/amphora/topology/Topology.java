package io.amphora.topology;

import java.io.IOException;

import com.rabbitmq.client.Channel;

/**
 * Declares what has to exist before a channel is used.
 */
@FunctionalInterface
public interface Topology {

	/** Nothing to declare. */
	Topology NONE = (channel) -> {
	};

	/**
	 * Declare nothing, but insist on a queue.
	 * @param queue the queue that must exist
	 * @return refuses if the queue does not exist
	 */
	static Topology existing(String queue) {
		return new ExistingQueue(queue);
	}

	/**
	 * Whether a queue or exchange that is missing afterwards was deleted meanwhile, so
	 * that declaring it again helps.
	 * @return {@code false} if missing exchanges and queues have to be created by others
	 */
	default boolean creates() {
		return true;
	}

	/**
	 * Adapt the next declaration to what the broker has refused.
	 * @param failure the exception that {@link #declare} has thrown
	 * @return {@code true} if the next declaration differs, so that it is worth trying at
	 * once
	 */
	default boolean adaptsTo(Throwable failure) {
		return false;
	}

	/**
	 * Declare exchanges, queues and bindings; called again for every new channel. When it
	 * returns, the broker has done all of it.
	 * @param channel an open channel
	 * @throws IOException if the broker refuses, or the connection is lost
	 */
	void declare(Channel channel) throws IOException;

	/**
	 * Declare something else afterwards.
	 * @param next what to declare after this
	 * @return both
	 */
	default Topology and(Topology next) {
		Topology first = this;
		return new Topology() {

			@Override
			public void declare(Channel channel) throws IOException {
				first.declare(channel);
				next.declare(channel);
			}

			@Override
			public boolean adaptsTo(Throwable failure) {
				return first.adaptsTo(failure) || next.adaptsTo(failure);
			}

		};
	}

}
