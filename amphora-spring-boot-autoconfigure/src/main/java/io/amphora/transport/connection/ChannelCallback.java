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

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;

/**
 * Uses the channel that a {@link ManagedChannel} keeps open. All methods are called on
 * the worker thread of that channel.
 *
 * @since 0.1.0
 */
public interface ChannelCallback {

	/**
	 * Return the topology to declare on every new channel.
	 * @return the topology
	 */
	Topology topology();

	/**
	 * A new channel is open: declare the topology and start to use the channel.
	 * @param channel the new channel
	 * @throws IOException if the broker refuses the topology, or the channel is lost
	 */
	void opened(Channel channel) throws IOException;

	/**
	 * Return whether a channel is still wanted.
	 * @return {@code false} if the channel is about to be stopped
	 */
	default boolean wanted() {
		return true;
	}

	/**
	 * Return whether the callback must start again on the open channel.
	 * @return {@code true} to be called with the open channel again
	 */
	default boolean idle() {
		return false;
	}

	/**
	 * Return whether the broker has closed the channel because of a single message, so
	 * that the next channel can be opened without delay. Called before {@link #lost}.
	 * @param channel the lost channel
	 * @return {@code true} if a message was the cause
	 */
	default boolean lostByMessage(Channel channel) {
		return false;
	}

	/**
	 * The channel is lost; another one follows unless the callback was stopped.
	 * @param channel the lost channel
	 */
	void lost(Channel channel);

	/**
	 * The broker refuses the channel or the topology; retried at long intervals.
	 * @param cause the refusal
	 */
	void refused(TopologyException cause);

}
