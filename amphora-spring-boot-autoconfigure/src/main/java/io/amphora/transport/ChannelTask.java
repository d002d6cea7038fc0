package io.amphora.transport;

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
 * Runs an action with a channel of its own, again and again while there is no connection,
 * until there is a result or the task is given up. Thread-safe.
 *
 * @param <T> the type of the result
 */
final class ChannelTask<T extends @Nullable Object> implements ChannelUser {

	/** What the action needs and does not find is missing, not deleted just now. */
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

	/** End the attempts, unless one has succeeded or failed. */
	void giveUp(AmphoraException reason) {
		this.result.completeExceptionally(reason);
	}

	/** End the attempts because there was no connection in time. */
	void giveUp(@Nullable Exception lastFailure) {
		String reason = (lastFailure != null) ? ConnectionFailure.describe(lastFailure)
				: "Is the broker running, and are host and port right?";
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

	/** What the connection or the broker is to blame for is the channel's affair. */
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
