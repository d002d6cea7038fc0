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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Durations;
import io.amphora.transport.thread.TimeoutScheduler;
import io.amphora.transport.thread.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;

/**
 * A connection to the broker that channels share. It is opened with the first channel and
 * replaced when it is lost. Operations that wait for the broker run on worker threads of
 * the connection, so that a connection that hangs does not delay another one.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class BrokerConnection {

	private final ChannelSource source;

	private final Workers workers;

	private final Settings settings;

	private final TimeoutScheduler timeouts;

	private final Set<ChannelTask<?>> tasks = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	/**
	 * Create a connection that is not opened yet.
	 * @param connectionFactory provides the connection
	 * @param settings the settings that it shares with other connections
	 * @param threadNamePrefix the prefix of the names of the worker threads
	 * @param timeouts the timer of tasks
	 * @param onUnblocked called when the broker accepts messages again
	 */
	public BrokerConnection(ConnectionFactory connectionFactory, Settings settings, String threadNamePrefix,
			TimeoutScheduler timeouts, Runnable onUnblocked) {
		this.source = new ChannelSource(connectionFactory, settings.failures, settings.waiting, onUnblocked);
		this.workers = new Workers(threadNamePrefix);
		this.settings = settings;
		this.timeouts = timeouts;
	}

	/**
	 * Create a channel that is reopened whenever it is lost. It is not started yet.
	 * @param name the name of the channel in logs
	 * @param use what depends on the channel
	 * @param callback uses the channel
	 * @return the channel
	 */
	public ManagedChannel managedChannel(String name, ChannelUse use, ChannelCallback callback) {
		return new ManagedChannel(name, use, this.source, this.workers.next(), callback,
				new Attempts(this.settings.backOff, this.settings.refusalInterval));
	}

	/**
	 * Run an action with a channel of its own on a worker thread, and retry it while
	 * disconnected.
	 * @param <T> the type of the result
	 * @param action the action, which may run more than once
	 * @param patience maximum time to retry
	 * @return a future that completes with the result; exceptionally with a
	 * {@link TopologyException} if the broker refuses, with a {@link NoResultException}
	 * if it cannot be reached, with a {@link StoppedException} if the connection is
	 * closed, or with the exception of the action
	 */
	public <T extends @Nullable Object> CompletableFuture<T> execute(ChannelAction<T> action, Duration patience) {
		ChannelTask<T> task = new ChannelTask<>(action);
		ManagedChannel channel = managedChannel("task", ChannelUse.OPERATION, task);
		this.tasks.add(task);
		task.result().whenComplete((result, failure) -> {
			this.tasks.remove(task);
			channel.close();
		});
		try {
			Future<?> timer = this.timeouts.schedule(() -> BrokerThread.runCallbacks(() -> task.giveUp(lastFailure())),
					patience.toNanos());
			task.result().whenComplete((result, failure) -> timer.cancel(false));
			channel.start();
		}
		catch (RejectedExecutionException ex) {
			task.giveUp(ChannelSource.closedException());
		}
		if (this.closed) {
			task.giveUp(ChannelSource.closedException());
		}
		return task.result();
	}

	/**
	 * Open another connection to the node of a channel, for operations that may close the
	 * connection.
	 * @param channel the channel, which is open
	 * @return the connection, or {@code null} if the connection factory does not extend
	 * {@link org.springframework.amqp.rabbit.connection.AbstractConnectionFactory}
	 * @throws IOException if the connection cannot be opened
	 * @throws TimeoutException if the broker does not reply
	 */
	public com.rabbitmq.client.@Nullable Connection openSeparate(Channel channel) throws IOException, TimeoutException {
		return this.source.openSeparate(channel);
	}

	/**
	 * Return the interval at which refused operations are retried.
	 * @return the interval
	 */
	public Duration refusalInterval() {
		return this.settings.refusalInterval;
	}

	/**
	 * Log that the broker refuses the messages of a publisher, unless that is known.
	 * @param source identifies the publisher
	 * @param publisher the name of the publisher in logs
	 * @param use what depends on the publisher
	 * @param failure the exception with which the channel was closed
	 * @param refusal the refusal
	 */
	public void logRefusal(Object source, String publisher, ChannelUse use, Throwable failure,
			TopologyException refusal) {
		this.source.refusals().refusedMessage(source, publisher, use, failure, refusal);
	}

	/**
	 * Forget a refusal, so that the next one is logged again.
	 * @param source identifies the publisher
	 */
	public void forgetRefusal(Object source) {
		this.source.refusals().forget(source);
	}

	/** Return the intervals at which it reconnects. */
	BackOff backOff() {
		return this.settings.backOff;
	}

	/**
	 * Return the broker for logs.
	 * @return the description of the broker
	 */
	public String broker() {
		return this.source.broker();
	}

	/**
	 * Return whether the connection is open.
	 * @return {@code true} while it is open
	 */
	public boolean connected() {
		return this.source.connected();
	}

	/** Return address and port of the node, or {@code null} without a connection. */
	public @Nullable String address() {
		return this.source.address();
	}

	/**
	 * Return the user that the connection has logged in as.
	 * @return the user, or {@code null} before the first connection or if it is unknown
	 */
	public @Nullable String user() {
		return this.source.user();
	}

	/** Return {@code null} if the last attempt did not fail. */
	public @Nullable Exception lastFailure() {
		return this.source.lastFailure();
	}

	/**
	 * Return whether the broker blocks publishing.
	 * @return {@code true} until the broker unblocks publishing
	 */
	public boolean blocked() {
		return blockedReason() != null;
	}

	/** Return why the broker blocks publishing, or {@code null} if it does not. */
	public @Nullable String blockedReason() {
		return this.source.blockedReason();
	}

	/** Give up all tasks and stop the worker threads after their present work. */
	public void close() {
		this.closed = true;
		this.tasks.forEach((task) -> task.giveUp(ChannelSource.closedException()));
		this.workers.close(this.source::close);
	}

	/**
	 * What the connections of a transport have in common: how they reconnect, the log of
	 * their failures, and the channels that wait until one of them connects.
	 */
	public static final class Settings {

		private final BackOff backOff;

		private final Duration refusalInterval;

		private final ConnectionFailureLog failures;

		private final WaitingChannels waiting = new WaitingChannels();

		/**
		 * Create settings.
		 * @param name the name of the connection in logs, or {@code null} for the default
		 * one
		 * @param address the address of the broker
		 * @param backOff the intervals at which to reconnect
		 * @param refusalInterval the interval at which refused operations are retried
		 * @throws IllegalArgumentException if that interval is shorter than a millisecond
		 */
		public Settings(@Nullable String name, String address, BackOff backOff, Duration refusalInterval) {
			Assert.isTrue(refusalInterval.compareTo(Duration.ofMillis(1)) >= 0,
					"'refusalInterval' must be a millisecond at least");
			this.backOff = backOff;
			this.refusalInterval = Durations.bounded(refusalInterval);
			this.failures = new ConnectionFailureLog(name, address, this.refusalInterval);
		}

	}

}
