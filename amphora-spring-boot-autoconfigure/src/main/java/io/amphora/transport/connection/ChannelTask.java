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
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action with a channel of its own, and retries it while disconnected, until
 * there is a result or the task is given up. Thread-safe.
 *
 * @param <T> the type of the result
 */
final class ChannelTask<T extends @Nullable Object> implements ChannelCallback {

	/**
	 * Creates nothing: a queue that the action does not find is missing, not just
	 * deleted.
	 */
	private static final Topology NOTHING = new Topology() {

		@Override
		public boolean creates() {
			return false;
		}

		@Override
		public void declare(Channel channel) {
		}

	};

	private final ChannelAction<T> action;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	ChannelTask(ChannelAction<T> action) {
		this.action = action;
	}

	CompletableFuture<T> result() {
		return this.result;
	}

	/** Stop the attempts, unless one has succeeded or failed. */
	void giveUp(AmphoraException reason) {
		this.result.completeExceptionally(reason);
	}

	/** Stop the attempts because there was no connection in time. */
	void giveUp(@Nullable Exception lastFailure) {
		String reason = (lastFailure != null) ? ConnectionFailure.describe(lastFailure)
				: "Is the broker running, and are host and port correct?";
		giveUp(new NoResultException("There was no connection to the broker in time. " + reason, null, lastFailure));
	}

	@Override
	public Topology topology() {
		return NOTHING;
	}

	@Override
	public boolean wanted() {
		return !this.result.isDone();
	}

	/** The channel handles failures of the connection and of the broker. */
	@Override
	public void opened(Channel channel) throws IOException {
		try {
			this.result.complete(this.action.execute(channel));
		}
		catch (IOException | ShutdownSignalException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			this.result.completeExceptionally(ex);
		}
	}

	@Override
	public void lost(Channel channel) {
	}

	@Override
	public void refused(TopologyException cause) {
		this.result.completeExceptionally(cause);
	}

}
