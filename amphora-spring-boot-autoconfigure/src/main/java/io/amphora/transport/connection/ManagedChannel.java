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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.topology.ChannelRefusal;
import io.amphora.topology.Topology;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is reopened whenever it was lost or refused, until it is stopped. Its
 * worker thread does all of its work and owns its fields, except {@link #refusal}, which
 * {@link #start()} clears and any thread reads.
 *
 * @since 0.1.0
 */
public final class ManagedChannel {

	private static final Log logger = LogFactory.getLog(ManagedChannel.class);

	/** A channel that lived for less than this is reopened with increasing delays. */
	private static final Duration STABLE = Duration.ofSeconds(5);

	private final String name;

	private final ChannelUse use;

	private final ChannelSource source;

	private final ScheduledExecutorService worker;

	private final ChannelCallback callback;

	private final Attempts attempts;

	private boolean started;

	private boolean closed;

	private @Nullable Channel channel;

	private long openedAt;

	private @Nullable Future<?> retry;

	/** Number of channels of the broker that were opened before the last attempt. */
	private int openings;

	private final ChannelOpening opening = new ChannelOpening();

	private volatile @Nullable TopologyException refusal;

	ManagedChannel(String name, ChannelUse use, ChannelSource source, ScheduledExecutorService worker,
			ChannelCallback callback, Attempts attempts) {
		this.name = name;
		this.use = use;
		this.source = source;
		this.worker = worker;
		this.callback = callback;
		this.attempts = attempts;
	}

	/**
	 * Open the channel, without delay if it was refused before. The future completes once
	 * the channel is open and in use, or exceptionally if it is refused, in which case
	 * retries continue.
	 */
	public CompletableFuture<Void> start() {
		this.refusal = null;
		return submit(this::startNow);
	}

	/**
	 * Run work on the worker thread.
	 * @return a future that completes like that of the work; exceptionally with a
	 * {@link StoppedException} if the transport is closed and has no thread
	 */
	public CompletableFuture<Void> submit(Supplier<CompletableFuture<Void>> work) {
		try {
			return CompletableFuture.supplyAsync(work, this.worker).thenCompose((future) -> future);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(ChannelSource.closedException());
		}
	}

	/** Run work on the worker thread, unless the transport is closed. */
	public void execute(Runnable work) {
		try {
			this.worker.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Amphora channel '" + this.name + "' is left as it is: the transport is closed", ex);
		}
	}

	/** No attempt is scheduled if the channel was not wanted at the last one. */
	private CompletableFuture<Void> startNow() {
		if (this.closed) {
			this.opening.opened().cancel(false);
		}
		else if (!this.started || this.opening.hasFailed()) {
			this.started = true;
			this.opening.reset();
			this.attempts.reset();
			cancelRetry();
			open();
		}
		else if (this.channel != null && this.callback.idle()) {
			this.opening.reset();
			use(this.channel);
		}
		else if (this.channel == null && this.retry == null) {
			open();
		}
		return this.opening.opened();
	}

	/** Close the channel, unless it is wanted again when the worker runs this. */
	public CompletableFuture<Void> stop(BooleanSupplier wantedAgain) {
		return submit(() -> {
			if (!wantedAgain.getAsBoolean()) {
				stopNow();
			}
			return CompletableFuture.completedFuture(null);
		});
	}

	/** Close the channel for good, unless the transport is closed. */
	public void close() {
		execute(() -> {
			this.closed = true;
			stopNow();
		});
	}

	private void stopNow() {
		this.started = false;
		this.refusal = null;
		this.opening.cancel();
		cancelRetry();
		this.source.waiting().remove(this);
		this.source.refusals().forget(this);
		giveUpChannel();
	}

	/** Return a future that completes when a channel is in use, even after refusals. */
	public CompletableFuture<Void> inUse() {
		return submit(this.opening::inUse);
	}

	/** Return the thread that opens and closes the channel. */
	public ScheduledExecutorService worker() {
		return this.worker;
	}

	/** Return why the broker refuses the channel, or {@code null} if it does not. */
	public @Nullable TopologyException refusal() {
		return this.refusal;
	}

	/**
	 * Replace the channel. If it is still open, its callback broke it, for example with a
	 * message that cannot be written, so the next one is opened without delay.
	 */
	public void reopen(Channel broken) {
		execute(() -> {
			if (this.channel == broken) {
				Duration delay = broken.isOpen() ? Duration.ZERO : nextDelay();
				ShutdownSignalException reason = broken.getCloseReason();
				giveUpChannel();
				schedule(delay);
				this.source.waiting().addLost(this, reason, this.source.waiting().openings());
			}
		});
	}

	/** Let the callback start again on the open channel, after a delay. */
	public void reuseLater(Channel open) {
		execute(() -> {
			if (this.channel == open) {
				this.worker.schedule(() -> use(open), nextDelay().toMillis(), TimeUnit.MILLISECONDS);
			}
		});
	}

	private void use(Channel open) {
		if (this.channel != open || !open.isOpen() || !this.callback.wanted()) {
			return;
		}
		try {
			this.callback.opened(open);
			accepted();
		}
		catch (Throwable ex) {
			giveUpChannel();
			failed(ex, true);
		}
	}

	private void open() {
		this.retry = null;
		if (!this.started || this.channel != null || this.attempts.endUnlessWanted(this.callback.wanted())) {
			return;
		}
		Channel created = null;
		this.openings = this.source.waiting().openings();
		try {
			created = this.source.openChannel();
			this.callback.opened(created);
			adopt(created);
		}
		catch (Throwable ex) {
			abort(created);
			failed(ex, created != null);
		}
	}

	private void adopt(Channel created) {
		if (this.attempts.count() > 0 || this.refusal != null) {
			logger.info("Amphora channel '" + this.name + "' is open");
		}
		this.channel = created;
		accepted();
		created.addShutdownListener((cause) -> {
			int before = this.source.waiting().openings();
			execute(() -> lost(created, before));
		});
	}

	private void accepted() {
		this.openedAt = System.nanoTime();
		this.source.recovered();
		this.source.refusals().forget(this);
		this.refusal = null;
		this.opening.complete();
	}

	private void lost(Channel lost, int openingsBefore) {
		if (this.channel == lost) {
			logger.debug("Amphora channel '" + this.name + "' is lost");
			Duration delay = this.callback.lostByMessage(lost) ? Duration.ZERO : nextDelay();
			forget(lost);
			schedule(delay);
			this.source.waiting().addLost(this, lost.getCloseReason(), openingsBefore);
		}
	}

	private Duration nextDelay() {
		if (System.nanoTime() - this.openedAt > STABLE.toNanos()) {
			this.attempts.reset();
		}
		return this.attempts.next();
	}

	/**
	 * Schedule another attempt in any case, or the callback would wait forever.
	 * @param connected whether there was a channel, so that other channels can be opened
	 */
	private void failed(Throwable failure, boolean connected) {
		Duration delay = this.attempts.afterRefusal();
		try {
			delay = judge(failure, connected);
		}
		finally {
			schedule(delay);
			if (!connected && this.started) {
				this.source.waiting().add(this, this.openings);
			}
		}
	}

	/** Try again without the rest of the delay. */
	void retryNow() {
		execute(() -> {
			if (this.retry != null && this.channel == null) {
				cancelRetry();
				open();
			}
		});
	}

	private Duration judge(Throwable failure, boolean connected) {
		Topology topology = this.callback.topology();
		if ((topology.creates() && ChannelRefusal.isNotFound(failure)) || topology.adaptTo(failure)) {
			logger.debug("What channel '" + this.name + "' needs was deleted, or is declared differently", failure);
			return nextDeclarationDelay();
		}
		TopologyException refused = BrokerErrors.of(failure);
		if (refused != null && connected) {
			this.source.recovered();
		}
		else {
			this.source.report(failure);
		}
		if (refused != null) {
			refused(refused, failure, connected);
			return this.attempts.afterRefusal();
		}
		this.refusal = null;
		return (BrokerErrors.kind(failure) == ConnectionFailure.LOGIN) ? this.attempts.afterRefusal()
				: this.attempts.next();
	}

	/** The first attempt is immediate, because messages to a missing queue are lost. */
	private Duration nextDeclarationDelay() {
		boolean first = this.attempts.count() <= 1;
		Duration delay = this.attempts.next();
		return first ? Duration.ZERO : delay;
	}

	private void refused(TopologyException refused, Throwable failure, boolean connected) {
		this.refusal = refused;
		run(() -> this.callback.refused(refused));
		if (connected && this.callback.wanted()) {
			this.source.refusals().refused(this, this.name, this.use, failure, refused);
		}
		this.opening.refuse(refused);
	}

	private void schedule(Duration delay) {
		cancelRetry();
		if (this.started) {
			this.retry = this.worker.schedule(this::open, delay.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** Keep at most one retry, or each start would add one that never ends. */
	private void cancelRetry() {
		if (this.retry != null) {
			this.retry.cancel(false);
			this.retry = null;
		}
	}

	private void giveUpChannel() {
		Channel open = this.channel;
		if (open != null) {
			forget(open);
			abort(open);
		}
	}

	private void forget(Channel gone) {
		this.channel = null;
		this.opening.reset();
		run(() -> this.callback.lost(gone));
	}

	/** A failure of the callback must not end the attempts. */
	private void run(Runnable notification) {
		try {
			notification.run();
		}
		catch (Throwable ex) {
			logger.error("The callback of Amphora channel '" + this.name + "' failed", ex);
		}
	}

	private static void abort(@Nullable Channel channel) {
		if (channel == null) {
			return;
		}
		try {
			channel.abort();
		}
		catch (Throwable ex) {
			logger.debug("The channel is closed already", ex);
		}
	}

}
