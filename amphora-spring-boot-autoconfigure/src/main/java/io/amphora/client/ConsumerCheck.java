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

package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.logging.SimilarNames;
import io.amphora.topology.ChannelRefusal;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.BrokerProduct;
import io.amphora.transport.connection.ChannelAction;
import io.amphora.transport.connection.RandomizedBackOff;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Checks some time after the start of a client whether a server consumes from the request
 * queue of its service. The client may have created the queue itself, for a service that
 * does not exist. Checks again after a call without a reply, because all servers may have
 * stopped. If there is no server, the check is repeated at growing intervals until there
 * is one. Thread-safe: one check at a time owns the back-off.
 */
final class ConsumerCheck {

	private static final Log logger = LogFactory.getLog(ConsumerCheck.class);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/** Minimum time between checks without a warning, and maximum time after one. */
	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private static final String FANOUT_SUGGESTION = " It has fanout servers or fanout clients: to call fanout functions, set"
			+ " 'amphora.clients.<name>.fanout=true', or build an AmphoraFanoutClient.";

	/** Minimum of {@link RandomizedBackOff}. */
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final ServiceTopology topology;

	private final BrokerTransport transport;

	private final Settings settings;

	private final boolean direct;

	private final BooleanSupplier serving;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile @Nullable Future<?> timer;

	/** Whether a check is due or running. The first one is due from the beginning. */
	private final AtomicBoolean pending = new AtomicBoolean(true);

	private final BackOff backOff;

	/** Written by the thread that cancels the check. */
	private volatile boolean cancelled;

	/**
	 * Intervals at which the check is repeated after a warning, or {@code null} without a
	 * warning. Written by each check.
	 */
	private volatile @Nullable BackOffExecution repetitions;

	/** Whether a check has found a server. The name of the service is then right. */
	private volatile boolean consumedBefore;

	/** When the last check began. Written by each check. */
	private volatile long checkedAt;

	/**
	 * Create a check.
	 * @param direct whether the client has only a publishing connection
	 * @param serving whether the client is serving, so that the result is reported
	 */
	ConsumerCheck(ServiceTopology topology, BrokerTransport transport, Settings settings, boolean direct,
			BooleanSupplier serving) {
		this.topology = topology;
		this.transport = transport;
		this.settings = settings;
		this.direct = direct;
		this.serving = serving;
		Duration first = (settings.delay().compareTo(SHORTEST) > 0) ? settings.delay() : SHORTEST;
		this.backOff = RandomizedBackOff.of(first, (first.compareTo(INTERVAL) > 0) ? first : INTERVAL);
	}

	/** Start the delay when called for the first time. Does not block. */
	void start() {
		if (!this.settings.delay().isZero() && this.started.compareAndSet(false, true)) {
			schedule(this.settings.delay());
		}
	}

	/** Check again, because a call received no reply in time. Does not block. */
	void timedOut() {
		if (this.pending.compareAndSet(false, true)) {
			long left = this.checkedAt + INTERVAL.toNanos() - System.nanoTime();
			schedule(Duration.ofNanos(Math.max(0, left)));
		}
	}

	private void schedule(Duration delay) {
		try {
			this.timer = this.transport.schedule(this::check, delay);
		}
		catch (Throwable ex) {
			// the next call without a reply tries again
			this.pending.set(false);
			logger.debug("The consumers are not checked yet. Is the connection closed?", ex);
		}
		if (this.cancelled) {
			cancel();
		}
	}

	void cancel() {
		this.cancelled = true;
		Future<?> waiting = this.timer;
		if (waiting != null) {
			waiting.cancel(false);
		}
	}

	private void check() {
		this.checkedAt = System.nanoTime();
		if (!this.serving.getAsBoolean()) {
			this.pending.set(false);
			return;
		}
		execute(this::isConsumed).whenComplete(this::report);
	}

	/** Run an action with a channel of its own, which the broker may close. */
	private CompletableFuture<Boolean> execute(ChannelAction<Boolean> action) {
		BrokerConnection connection = this.direct ? this.transport.publishing() : this.transport.consuming();
		return connection.execute(action, PATIENCE);
	}

	/**
	 * An embedded broker is used by the application's own servers, so its queue is not
	 * checked.
	 */
	private boolean isConsumed(Channel channel) throws IOException {
		return BrokerProduct.isQpid(channel)
				|| channel.queueDeclarePassive(this.topology.requestQueue()).getConsumerCount() > 0;
	}

	private void report(@Nullable Boolean consumed, @Nullable Throwable failure) {
		boolean missing = failure instanceof TopologyException && ChannelRefusal.isNotFound(failure);
		if (!this.serving.getAsBoolean()) {
			this.pending.set(false);
			return;
		}
		if (missing || Boolean.FALSE.equals(consumed)) {
			notConsumed(missing ? "the queue does not exist"
					: "requests stay in the queue until a server is started or their timeouts have passed");
		}
		else if (failure == null) {
			consumed();
		}
		else {
			logger.debug("The consumers of queue '" + this.topology.requestQueue() + "' are unknown", failure);
			repeat();
		}
	}

	private void notConsumed(String consequence) {
		if (this.repetitions != null) {
			repeat();
			return;
		}
		if (this.consumedBefore) {
			warn(" any longer", consequence, "");
			return;
		}
		execute(this::hasFanoutExchange).whenComplete((fanout, failure) -> warn("", consequence,
				(Boolean.TRUE.equals(fanout) && !hasFanoutClient()) ? FANOUT_SUGGESTION : suggestion()));
	}

	private void warn(String since, String consequence, String suggestion) {
		logger.warn("No server consumes from %s%s: %s.%s".formatted(queue(), since, consequence, suggestion));
		this.repetitions = this.backOff.start();
		repeat();
	}

	/** The application's own fanout client declares the exchange as well. */
	private boolean hasFanoutClient() {
		try {
			return this.settings.hasFanoutClient().getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.debug("The fanout clients of the application are unknown", ex);
			return false;
		}
	}

	/** Fanout servers and fanout clients declare this exchange. */
	private boolean hasFanoutExchange(Channel channel) throws IOException {
		try {
			channel.exchangeDeclarePassive(this.topology.fanoutExchange());
			return true;
		}
		catch (IOException ex) {
			if (ChannelRefusal.isNotFound(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private void consumed() {
		this.consumedBefore = true;
		if (this.repetitions != null) {
			logger.info("A server now consumes from " + queue());
			this.repetitions = null;
		}
		this.pending.set(false);
	}

	/** Repeat the check after a warning, to log when a server consumes again. */
	private void repeat() {
		BackOffExecution intervals = this.repetitions;
		if (intervals != null) {
			schedule(Duration.ofMillis(intervals.nextBackOff()));
		}
		else {
			this.pending.set(false);
		}
	}

	private String queue() {
		return "queue '%s' of service '%s'".formatted(this.topology.requestQueue(), this.topology.service());
	}

	private String suggestion() {
		String question = " Is the name of the service correct?";
		try {
			List<String> similar = new SimilarNames(this.settings.knownServices().get())
				.similarTo(this.topology.service());
			return similar.isEmpty() ? question
					: question + " This application also has '%s'.".formatted(String.join("', '", similar));
		}
		catch (RuntimeException ex) {
			logger.debug("The services of the application are unknown", ex);
			return question;
		}
	}

	/**
	 * Settings of the check.
	 *
	 * @param delay how long to wait for servers to start; zero to disable the check
	 * @param knownServices supplies the services that the application knows
	 * @param hasFanoutClient returns whether the application has a fanout client of the
	 * service
	 */
	record Settings(Duration delay, Supplier<? extends Collection<String>> knownServices,
			BooleanSupplier hasFanoutClient) {
	}

}
