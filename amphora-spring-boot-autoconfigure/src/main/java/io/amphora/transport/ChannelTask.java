package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import io.amphora.NoResultException;
import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;

/**
 * Runs an action with a channel of its own, again and again while there is no connection.
 * Runs on the worker thread of the connection.
 *
 * @param <T> the type of the result
 */
final class ChannelTask<T extends @Nullable Object> implements Runnable {

	private static final Duration RETRY = Duration.ofMillis(200);

	private final ChannelAction<T> action;

	private final ChannelSource source;

	private final ScheduledExecutorService worker;

	private final long deadline;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	ChannelTask(ChannelAction<T> action, ChannelSource source, ScheduledExecutorService worker, Duration patience) {
		this.action = action;
		this.source = source;
		this.worker = worker;
		this.deadline = System.nanoTime() + patience.toNanos();
	}

	CompletableFuture<T> result() {
		return this.result;
	}

	@Override
	public void run() {
		if (this.result.isDone()) {
			return;
		}
		try (Channel channel = this.source.openChannel()) {
			this.source.recovered();
			this.result.complete(this.action.execute(channel));
		}
		catch (IOException | TimeoutException | AmqpException ex) {
			failed(ex);
		}
		catch (RuntimeException ex) {
			this.result.completeExceptionally(ex);
		}
	}

	private void failed(Exception failure) {
		TopologyException refusal = Refusal.of(failure);
		if (refusal != null) {
			this.result.completeExceptionally(refusal);
		}
		else if (System.nanoTime() < this.deadline) {
			this.worker.schedule(this, RETRY.toMillis(), TimeUnit.MILLISECONDS);
		}
		else {
			this.result.completeExceptionally(new NoResultException(
					"The broker could not be reached in time: is it running, and are host and port right?", null,
					failure));
		}
	}

}
