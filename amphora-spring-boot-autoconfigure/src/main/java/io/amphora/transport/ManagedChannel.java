package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpAuthenticationException;

/**
 * A channel that is opened again whenever it was lost, until it is stopped. Its fields
 * are owned by the worker thread of the connection, where all of its work is done.
 */
final class ManagedChannel {

	private static final Log logger = LogFactory.getLog(ManagedChannel.class);

	static final Duration SLOW_RETRY = Duration.ofSeconds(15);

	/** A channel that lived for less than this is reopened more and more slowly. */
	private static final Duration STABLE = Duration.ofSeconds(5);

	private final String name;

	private final ChannelSource source;

	private final ScheduledExecutorService worker;

	private final ChannelUser user;

	private final BackOff backOff;

	private boolean started;

	private @Nullable Channel channel;

	private long openedAt;

	private @Nullable Future<?> retry;

	private CompletableFuture<Void> opened = new CompletableFuture<>();

	ManagedChannel(String name, ChannelSource source, ScheduledExecutorService worker, ChannelUser user,
			BackOff backOff) {
		this.name = name;
		this.source = source;
		this.worker = worker;
		this.user = user;
		this.backOff = backOff;
	}

	/** Completes once the channel is open, or exceptionally if it is refused. */
	CompletableFuture<Void> start() {
		return CompletableFuture.supplyAsync(() -> {
			if (!this.started) {
				this.started = true;
				this.opened = new CompletableFuture<>();
				this.backOff.reset();
				open();
			}
			return this.opened;
		}, this.worker).thenCompose((future) -> future);
	}

	/**
	 * Close the channel, unless it is wanted again by the time the worker comes to it.
	 */
	CompletableFuture<Void> stop(BooleanSupplier wantedAgain) {
		return CompletableFuture.runAsync(() -> {
			if (!wantedAgain.getAsBoolean()) {
				this.started = false;
				this.opened.cancel(false);
				cancelRetry();
				close();
			}
		}, this.worker);
	}

	/** Give up the present channel for a new one, later rather than at once. */
	void reopen(Channel broken) {
		this.worker.execute(() -> {
			if (this.channel == broken) {
				close();
				schedule(nextDelay());
			}
		});
	}

	/** Let the user begin anew on the channel that is open. */
	void again(Channel open) {
		this.worker.execute(() -> {
			if (this.channel == open) {
				this.worker.schedule(() -> use(open), nextDelay().toMillis(), TimeUnit.MILLISECONDS);
			}
		});
	}

	private void use(Channel open) {
		if (this.channel != open || !open.isOpen()) {
			return;
		}
		try {
			this.user.opened(open);
			this.openedAt = System.nanoTime();
		}
		catch (IOException | RuntimeException ex) {
			close();
			failed(ex);
		}
	}

	private void open() {
		if (!this.started || this.channel != null) {
			return;
		}
		Channel created = null;
		try {
			created = this.source.openChannel();
			this.user.opened(created);
			adopt(created);
		}
		catch (IOException | RuntimeException ex) {
			abort(created);
			failed(ex);
		}
	}

	private void adopt(Channel created) {
		if (this.backOff.attempts() > 0) {
			logger.info("Amphora channel '" + this.name + "' is open");
		}
		this.channel = created;
		this.openedAt = System.nanoTime();
		this.opened.complete(null);
		created.addShutdownListener((cause) -> this.worker.execute(() -> lost(created)));
	}

	private void lost(Channel lost) {
		if (this.channel == lost) {
			this.channel = null;
			this.user.lost(lost);
			logger.debug("Amphora channel '" + this.name + "' is lost");
			schedule(nextDelay());
		}
	}

	private Duration nextDelay() {
		if (System.nanoTime() - this.openedAt > STABLE.toNanos()) {
			this.backOff.reset();
		}
		return this.backOff.next();
	}

	private void failed(Exception failure) {
		if (this.user.topology().creates() && Refusal.notFound(failure)) {
			logger.debug("What channel '" + this.name + "' needs was deleted while it was declared", failure);
			schedule(this.backOff.next());
			return;
		}
		TopologyException refusal = Refusal.of(failure);
		if (refusal != null) {
			logger.error("Amphora channel '" + this.name + "' is given up: " + refusal.getMessage());
			this.started = false;
			this.opened.completeExceptionally(refusal);
			this.user.refused(refusal);
			return;
		}
		this.source.report(failure);
		schedule((failure instanceof AmqpAuthenticationException) ? SLOW_RETRY : this.backOff.next());
	}

	private void schedule(Duration delay) {
		cancelRetry();
		if (this.started) {
			this.retry = this.worker.schedule(this::open, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** One at a time, or each start would add one that goes on for ever. */
	private void cancelRetry() {
		if (this.retry != null) {
			this.retry.cancel(false);
			this.retry = null;
		}
	}

	private void close() {
		Channel open = this.channel;
		this.channel = null;
		if (open != null) {
			this.user.lost(open);
			abort(open);
		}
	}

	private static void abort(@Nullable Channel channel) {
		if (channel == null) {
			return;
		}
		try {
			channel.abort();
		}
		catch (IOException ex) {
			logger.debug("The channel is closed already", ex);
		}
	}

}
