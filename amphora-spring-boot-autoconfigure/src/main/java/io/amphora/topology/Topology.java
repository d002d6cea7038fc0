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

package io.amphora.topology;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import com.rabbitmq.client.Channel;

/**
 * Declares the exchanges, queues and bindings that a channel needs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Topology {

	/** Nothing to declare. */
	Topology NONE = (channel) -> {
	};

	/**
	 * Require a queue without declaring it.
	 * @param queue the name of the queue
	 * @return a topology whose declaration fails if the queue does not exist
	 */
	static Topology existing(String queue) {
		return new Topology() {

			@Override
			public void declare(Channel channel) throws IOException {
				channel.queueDeclarePassive(queue);
			}

			@Override
			public boolean creates() {
				return false;
			}

		};
	}

	/**
	 * Require the permission to publish to exchanges. The broker drops the messages that
	 * check this. The declaration puts the channel into confirm mode.
	 * @param exchanges the names of the exchanges, empty for the default exchange
	 * @return a topology whose declaration fails if a permission is missing
	 */
	static Topology writable(Set<String> exchanges) {
		return new WritableExchanges(exchanges);
	}

	/**
	 * Return whether this topology creates its queues and exchanges, so that declaring it
	 * again helps if one is missing afterwards.
	 * @return {@code false} if other applications must create them
	 */
	default boolean creates() {
		return true;
	}

	/**
	 * Adapt the next declaration to a refusal by the broker.
	 * @param failure the exception thrown by {@link #declare}
	 * @return {@code true} if the next declaration differs and should be tried at once
	 */
	default boolean adaptTo(Throwable failure) {
		return false;
	}

	/**
	 * Return the exchanges to which the declaration {@linkplain #writable publishes}, so
	 * that it fails if the user must not publish to one of them.
	 * @return the names of the exchanges
	 */
	default Set<String> checkedExchanges() {
		return Set.of();
	}

	/**
	 * Declare exchanges, queues and bindings. Called for every new channel. When it
	 * returns, the broker has processed all declarations.
	 * @param channel an open channel
	 * @throws IOException if the broker refuses or the connection is lost
	 */
	void declare(Channel channel) throws IOException;

	/**
	 * Combine this topology with another one.
	 * @param next the topology to declare after this one
	 * @return the combined topology
	 */
	default Topology and(Topology next) {
		Topology first = this;
		return new Topology() {

			@Override
			public void declare(Channel channel) throws IOException {
				first.declare(channel);
				next.declare(channel);
			}

			// If a part is missing that others must create, its exception says so.
			@Override
			public boolean creates() {
				return first.creates() || next.creates();
			}

			@Override
			public boolean adaptTo(Throwable failure) {
				return first.adaptTo(failure) || next.adaptTo(failure);
			}

			@Override
			public Set<String> checkedExchanges() {
				Set<String> checked = new HashSet<>(first.checkedExchanges());
				checked.addAll(next.checkedExchanges());
				return checked;
			}

		};
	}

}
