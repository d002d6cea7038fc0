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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.CallScope;
import io.amphora.WrongResultException;
import io.amphora.kotlin.CoroutineFuture;
import io.amphora.reactive.ReactiveResults;
import io.amphora.reactive.ReactiveTypes;
import io.amphora.serializer.RpcValue;
import io.amphora.server.execution.Cancellation;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.transport.thread.CustomizedList;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions and runs them inside the interceptors, which are looked up by the first
 * request. Thread-safe.
 */
final class FunctionInvoker {

	private final FunctionRegistry functions;

	private final CustomizedList<ServerInterceptor> interceptors;

	private final FunctionWarnings warnings = new FunctionWarnings();

	/**
	 * Create an invoker.
	 * @param changes add interceptors to a list, or change their order
	 */
	FunctionInvoker(FunctionRegistry functions, List<Consumer<List<ServerInterceptor>>> changes) {
		this.functions = functions;
		this.interceptors = new CustomizedList<>(changes);
	}

	FunctionRegistry functions() {
		return this.functions;
	}

	/** Return {@code false} if it is known that there are no interceptors. */
	boolean intercepts() {
		return !this.interceptors.isKnownToBeEmpty();
	}

	@Nullable Object invoke(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		List<ServerInterceptor> all = this.interceptors.get();
		return all.isEmpty() ? handle(function, call)
				: proceed(all, function, call, new InterceptedCall(call, function));
	}

	private @Nullable Object proceed(List<ServerInterceptor> further, @Nullable FunctionDefinition function,
			FunctionCall call, ServerCall seen) throws Exception {
		return further.isEmpty() ? handle(function, call) : further.get(0)
			.intercept(seen, (next) -> proceed(further.subList(1, further.size()), function, call, next));
	}

	private @Nullable Object handle(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		if (function == null) {
			warnOfUnknown((RequestContext) call.context());
			throw this.functions.unknown(call.context().function());
		}
		Cancellation cancellation = cancellation(call.context());
		if (cancellation.isCancelledByCaller() || (cancellation.isCancelled() && cancellation.hasEnded())) {
			throw new CancellationException("Cancelled while interceptors ran");
		}
		return function.interruptible() ? interruptible(function, call)
				: resultOfFunction(function.handler().handle(call), call.context());
	}

	/** A queue that only offers built-in functions says nothing about other servers. */
	private void warnOfUnknown(RequestContext context) {
		if (!this.functions.all().isEmpty()) {
			this.warnings.unknown(context);
		}
	}

	/** Only the function is interrupted, but no interceptor. */
	private static @Nullable Object interruptible(FunctionDefinition function, FunctionCall call) throws Exception {
		Cancellation cancellation = cancellation(call.context());
		cancellation.beginInterruptible();
		try {
			return resultOfFunction(function.handler().handle(call), call.context());
		}
		finally {
			cancellation.endInterruptible();
		}
	}

	/**
	 * Cancel the future that a function has returned, because cancelling a future that an
	 * interceptor derives from it would not cancel the work.
	 */
	private static @Nullable Object resultOfFunction(@Nullable Object returned, CallContext context) throws Exception {
		if (returned instanceof CompletionStage<?> stage) {
			CompletableFuture<?> future = future(stage);
			if (!future.isDone()) {
				cancellation(context).cancelFuture(future);
				if (stage instanceof CoroutineFuture) {
					keepSlot();
				}
			}
			return future;
		}
		return result(returned, context);
	}

	private static Cancellation cancellation(CallContext context) {
		return ((RequestContext) context).cancellation();
	}

	/**
	 * Return a future that can be cancelled: stages that only report their outcome
	 * convert to another one, or to none.
	 */
	private static CompletableFuture<?> future(CompletionStage<?> stage) {
		try {
			return stage.toCompletableFuture();
		}
		catch (UnsupportedOperationException ex) {
			CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
			stage.whenComplete((value, failure) -> {
				if (failure != null) {
					future.completeExceptionally(failure);
				}
				else {
					future.complete(value);
				}
			});
			return future;
		}
	}

	/**
	 * Convert what a function or an interceptor has returned to a result or a future of
	 * it. A plain {@link Future} cannot notify interceptors of its outcome, so wait for
	 * it.
	 */
	static @Nullable Object result(@Nullable Object returned, CallContext context) throws Exception {
		if (returned == null) {
			return null;
		}
		if (returned instanceof CompletionStage<?> stage) {
			CompletableFuture<?> future = future(stage);
			cancellation(context).cancelInterceptedFuture(future);
			return future;
		}
		if (returned instanceof Future<?> future) {
			context.onCancel(() -> future.cancel(true));
			return future.get();
		}
		return switch (ReactiveTypes.kindOf(returned)) {
			case NONE -> returned;
			case SINGLE -> subscribed(returned, context);
			case UNSUPPORTED ->
				throw new WrongResultException("Function '%s' returned a %s, which cannot be sent. %s".formatted(
						context.function(), returned.getClass().getName(), ReactiveTypes.remedy(returned.getClass())));
		};
	}

	/**
	 * Return the failure of a function whose future or publisher has completed with
	 * another one, which would be written as an object with its properties.
	 * @param value the value
	 * @return {@code null} if the value may be sent
	 */
	static @Nullable Throwable nestedResult(@Nullable Object value, CallContext context) {
		try {
			if (value == null || (!(value instanceof Future || value instanceof CompletionStage)
					&& ReactiveTypes.kindOf(value) == ReactiveTypes.Kind.NONE)) {
				return null;
			}
			return new WrongResultException(("Function '%s' returned a future or publisher of a %s, which cannot be"
					+ " sent. Use 'thenCompose' or 'flatMap' instead of 'thenApply' or 'map'.")
				.formatted(context.function(), value.getClass().getName()));
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private static CompletableFuture<?> subscribed(Object publisher, CallContext context) {
		CompletableFuture<?> future = ReactiveResults.subscribe(publisher, context::onCancel);
		if (!future.isDone()) {
			keepSlot();
		}
		return future;
	}

	/**
	 * An open publisher or coroutine keeps the slot of its function, but not the thread.
	 */
	private static void keepSlot() {
		if (CallScope.current() instanceof RequestScope scope) {
			scope.keepSlot();
		}
	}

	/**
	 * A call as interceptors see it.
	 *
	 * @param call the call as its function receives it
	 * @param function the function, or {@code null} if there is none of that name
	 */
	private record InterceptedCall(FunctionCall call, @Nullable FunctionDefinition function) implements ServerCall {

		@Override
		public CallContext context() {
			return this.call.context();
		}

		@Override
		public List<RpcValue> args() {
			return Collections.unmodifiableList(this.call.args());
		}

		@Override
		public Map<String, RpcValue> kwargs() {
			return Collections.unmodifiableMap(this.call.kwargs());
		}

		@Override
		public BasicProperties properties() {
			return request().delivery().properties();
		}

		@Override
		public Map<String, Object> responseHeaders() {
			return request().responseHeaders();
		}

		private RequestContext request() {
			return (RequestContext) context();
		}

	}

}
