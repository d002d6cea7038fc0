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

package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.server.receiver.ReceiveTimeoutException;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.Subscription;
import io.amphora.transport.thread.Causes;
import org.jspecify.annotations.Nullable;

/**
 * Receives from a queue until the maximum is reached, the timeout elapses, or the
 * receiver is cancelled.
 */
final class DefaultQueueReceiver implements QueueReceiver {

	private final Subscription subscription;

	private final ReceiveOptions options;

	private final BrokerTransport transport;

	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

	/** Whether receiving is paused. Guarded by the monitor. */
	private boolean paused;

	/** Whether receiving must not be resumed. Guarded by the monitor. */
	private boolean closing;

	DefaultQueueReceiver(Subscription subscription, ReceiveOptions options, BrokerTransport transport) {
		this.subscription = subscription;
		this.options = options;
		this.transport = transport;
		this.ended.whenComplete((done, failure) -> close());
		subscription.ended().whenComplete((done, failure) -> {
			if (failure != null) {
				this.ended.completeExceptionally(Causes.unwrap(failure));
			}
			else {
				this.ended.complete(null);
			}
		});
	}

	/** A server that shuts down may have cancelled the receiver before it starts. */
	void start() {
		synchronized (this) {
			if (this.closing) {
				return;
			}
			this.subscription.start();
		}
		Duration timeout = this.options.timeout();
		if (timeout != null) {
			Future<?> timer = this.transport.schedule(this::timedOut, timeout);
			this.ended.whenComplete((done, failure) -> timer.cancel(false));
		}
	}

	ConsumerState consumer() {
		return this.subscription.state();
	}

	void stop() {
		this.subscription.stop();
	}

	private void timedOut() {
		this.ended.completeExceptionally(
				new ReceiveTimeoutException("Received %d of %s requests from queue '%s' within %s".formatted(count(),
						(this.options.maxCalls() > 0) ? this.options.maxCalls() : "any number of", queue(),
						this.options.timeout())));
	}

	/** Pause receiving. */
	synchronized void pause() {
		if (!this.closing && (!this.paused || this.subscription.consuming())) {
			this.paused = true;
			this.subscription.cancel();
		}
	}

	/** Resume receiving, if it is paused. */
	synchronized void resume() {
		if (!this.closing && this.paused) {
			this.paused = false;
			this.subscription.start();
		}
	}

	private void close() {
		synchronized (this) {
			this.closing = true;
		}
		this.subscription.cancel().whenComplete((done, failure) -> this.closed.complete(null));
	}

	@Override
	public String queue() {
		return this.subscription.queue();
	}

	@Override
	public State state() {
		if (this.closed.isDone()) {
			return State.CLOSED;
		}
		return this.ended.isDone() ? State.ENDING : State.RECEIVING;
	}

	@Override
	public int count() {
		return this.subscription.taken();
	}

	@Override
	public CompletableFuture<@Nullable Void> ended() {
		return inBackground(this.ended);
	}

	@Override
	public CompletableFuture<@Nullable Void> closed() {
		return inBackground(this.closed);
	}

	/** Callbacks must not block the thread that completes the future. */
	private CompletableFuture<@Nullable Void> inBackground(CompletableFuture<@Nullable Void> end) {
		return this.transport.inBackground(end);
	}

	@Override
	public void cancel() {
		this.ended.complete(null);
	}

}
