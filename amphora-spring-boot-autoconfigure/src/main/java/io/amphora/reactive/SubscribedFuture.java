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

package io.amphora.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.transport.thread.BrokerThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * Completes with the first signal of a publisher, and tolerates publishers that violate
 * the rules of Reactive Streams. Thread-safe.
 */
final class SubscribedFuture extends CompletableFuture<@Nullable Object> implements CoreSubscriber<Object> {

	private static final Log logger = LogFactory.getLog(SubscribedFuture.class);

	private final Context context;

	/** {@code null} until the publisher has accepted the subscriber. */
	private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

	SubscribedFuture(Context context) {
		this.context = context;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	/** Futures derived from this one do not subscribe. */
	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

	/** The subscription is stored first, so that cancelling the future finds it. */
	@Override
	public void onSubscribe(Subscription newSubscription) {
		if (!this.subscription.compareAndSet(null, newSubscription) || isDone()) {
			newSubscription.cancel();
		}
		else {
			newSubscription.request(Long.MAX_VALUE);
		}
	}

	@Override
	public void onNext(@Nullable Object value) {
		if (isDone()) {
			cancelSubscription();
		}
		else {
			signal(() -> complete(value));
		}
	}

	@Override
	public void onError(@Nullable Throwable failure) {
		if (isDone()) {
			logger.debug("The publisher of a function has failed after its call had ended", failure);
			return;
		}
		Throwable cause = (failure != null) ? failure : new NullPointerException("The publisher failed with null");
		signal(() -> completeExceptionally(cause));
	}

	@Override
	public void onComplete() {
		if (!isDone()) {
			signal(() -> complete(null));
		}
	}

	/**
	 * Completing the future sends the reply. On a thread that must not block, this is
	 * left to the threads of the connection.
	 */
	private static void signal(Runnable completion) {
		if (Schedulers.isInNonBlockingThread()) {
			BrokerThread.run(completion);
		}
		else {
			completion.run();
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean first = !isDone();
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (first && cancelled) {
			cancelSubscription();
		}
		return cancelled;
	}

	private void cancelSubscription() {
		Subscription current = this.subscription.get();
		if (current != null) {
			current.cancel();
		}
	}

}
