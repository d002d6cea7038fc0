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
import java.util.function.Supplier;

import io.amphora.transport.thread.BrokerThread;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Turns calls into publishers. Each subscription makes a call, within the context of the
 * subscriber. Cancelling the subscription cancels the call.
 *
 * @since 0.1.0
 */
public final class ReactiveCalls {

	static {
		// block() would wait for a thread that is blocked itself
		Schedulers.registerNonBlockingThreadPredicate(
				(thread) -> thread == Thread.currentThread() && BrokerThread.isCurrent());
	}

	private ReactiveCalls() {
	}

	/**
	 * Create a publisher.
	 * @param type a reactive type with at most one value
	 * @param call makes a call without blocking
	 * @return a publisher of that type
	 */
	public static Object create(Class<?> type, Supplier<? extends CompletableFuture<?>> call) {
		return ReactiveTypes.requiredAdapter(type).fromPublisher(mono(call));
	}

	static <T> Mono<T> mono(Supplier<? extends CompletableFuture<? extends @Nullable T>> call) {
		return Mono
			.deferContextual((context) -> ReactorSecurity.call(context, () -> ReactorContext.within(context, call)));
	}

}
