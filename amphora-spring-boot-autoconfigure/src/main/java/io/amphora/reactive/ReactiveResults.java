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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.util.context.Context;

/**
 * Turns the publishers that functions return into futures.
 *
 * @since 0.1.0
 */
public final class ReactiveResults {

	private ReactiveResults() {
	}

	/**
	 * Subscribe to a publisher within the context of the current thread, on which the
	 * publisher may run.
	 * @param publisher a publisher of a reactive type with at most one value
	 * @param onCancel receives an action that cancels the subscription and the future,
	 * before the publisher is subscribed to
	 * @return a future of the value, which is {@code null} if the publisher completes
	 * without one. Cancelling the future cancels the subscription
	 */
	public static CompletableFuture<@Nullable Object> subscribe(Object publisher, Consumer<Runnable> onCancel) {
		Publisher<Object> adapted = ReactiveTypes.requiredAdapter(publisher.getClass()).toPublisher(publisher);
		SubscribedFuture future = new SubscribedFuture(captureContext());
		onCancel.accept(() -> future.cancel(true));
		try {
			adapted.subscribe(future);
		}
		catch (Throwable ex) {
			// not allowed, but otherwise the request would never be settled
			future.onError(ex);
		}
		return future;
	}

	/**
	 * Capture the context of the current thread for publishers.
	 * @return the context
	 */
	public static Context captureContext() {
		return ReactorSecurity.capture(ReactorContext.capture());
	}

}
