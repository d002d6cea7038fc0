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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.amphora.AmphoraException;
import io.amphora.CallReport;
import io.amphora.CallScope;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.SendBuffer;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Callbacks;
import io.amphora.transport.thread.Unexpected;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls: sends the request, waits or sets a timer, and reads the reply.
 * Thread-safe.
 */
final class CallExecutor {

	private final RequestFactory requests;

	private final BrokerTransport transport;

	private final SendBuffer sendBuffer;

	private final Consumer<ClientRequest> sender;

	private final PendingCalls pendingCalls;

	private final ReplyReader results;

	private final ClientInterceptorChain interceptors;

	private final boolean propagateDeadline;

	private final Callbacks callbacks;

	private volatile boolean closed;

	/**
	 * Create an executor of calls.
	 * @param sendBuffer the send buffer
	 * @param sender sends a request with reserved room, without blocking
	 * @param propagateDeadline whether the deadline of a function limits its calls
	 * @param interceptors the interceptors, shared by all callers of a client
	 */
	CallExecutor(RequestFactory requests, BrokerTransport transport, SendBuffer sendBuffer,
			Consumer<ClientRequest> sender, PendingCalls pendingCalls, boolean propagateDeadline,
			ClientInterceptorChain interceptors) {
		this.requests = requests;
		this.transport = transport;
		this.sendBuffer = sendBuffer;
		this.sender = sender;
		this.pendingCalls = pendingCalls;
		this.callbacks = transport.callbacks();
		this.propagateDeadline = propagateDeadline;
		this.results = new ReplyReader(requests.serializer());
		this.interceptors = interceptors;
	}

	void close() {
		this.closed = true;
	}

	Callbacks callbacks() {
		return this.callbacks;
	}

	@Nullable Object call(String function, CallOptions options, List<? extends @Nullable Object> args, Type type) {
		requireOwnThread("call", function, options, args);
		PendingCall call = new PendingCall(requestData(ClientCall.Style.CALL, function, options, args),
				options.idempotent(), options.excludedFromBatches());
		call.markBlocking();
		Delivery reply = null;
		Runnable released = CallExecutor::doNothing;
		try {
			this.pendingCalls.add(call);
			released = cancelWithFunction(call, CallScope.current());
			publish(call);
			reply = BlockingCalls.call(call, call.reply());
			Object value = this.results.read(call, reply, type);
			call.ended(value, null, reply.properties());
			return value;
		}
		catch (RuntimeException | Error ex) {
			call.ended(null, ex, (reply != null) ? reply.properties() : null);
			throw ex;
		}
		finally {
			released.run();
			this.pendingCalls.remove(call);
		}
	}

	CompletableFuture<@Nullable Object> defer(String function, CallOptions options,
			List<? extends @Nullable Object> args, Type type) {
		try {
			boolean waits = options.waitPublish() && !options.nonBlocking();
			if (waits) {
				requireOwnThread("defer with waitPublish", function, options, args);
			}
			PendingCall call = new PendingCall(requestData(ClientCall.Style.DEFER, function, options, args),
					options.idempotent(), options.excludedFromBatches());
			CompletableFuture<@Nullable Object> result = result(call, type);
			publish(call, options);
			if (waits) {
				BlockingCalls.call(call, call.publishedFuture());
			}
			return result;
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	CompletableFuture<@Nullable Object> claim(String correlationId, Duration timeout, Type type) {
		PendingCall call = PendingCall.claimed(this.requests.claim(correlationId, timeout));
		try {
			requireOpen(call);
			CompletableFuture<@Nullable Object> result = result(call, type);
			// check again: a client that was closed meanwhile may have failed its calls
			// before this one was added
			requireOpen(call);
			return result;
		}
		catch (AmphoraException ex) {
			call.fail(ex);
			return CompletableFuture.failedFuture(ex);
		}
	}

	CompletableFuture<@Nullable Void> send(String function, CallOptions options,
			List<? extends @Nullable Object> args) {
		try {
			OneWayRequest request = new OneWayRequest(requestData(ClientCall.Style.SEND, function, options, args));
			Future<?> timer = request.startTimer(this.transport);
			request.publishedFuture().whenComplete((ignored, failure) -> timer.cancel(false));
			CompletableFuture<@Nullable Void> published = ClientInterceptorChain.notifyInterceptors(request,
					request.publishedFuture(), this.callbacks);
			publish(request, options);
			return published;
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	<T> PendingGather<T> gather(String function, CallOptions options, List<? extends @Nullable Object> args,
			GatherOptions gatherOptions, Consumer<? super FanoutReply<T>> consumer) {
		PendingGather<T> gather = new PendingGather<>(requestData(ClientCall.Style.GATHER, function, options, args),
				gatherOptions, this.results, consumer, this.callbacks);
		gather.onEnd(track(gather));
		publish(gather);
		return gather;
	}

	/** The report of the call is created only if it is refused. */
	void requireOwnThread(String operation, String function, CallOptions options,
			List<? extends @Nullable Object> args) {
		if (BrokerThread.isCurrent()) {
			throw BlockingCalls.wrongThread("%s of function '%s'".formatted(operation, function),
					this.requests.unsent(function, options, args));
		}
	}

	void requireOpen(String function, CallOptions options, List<? extends @Nullable Object> args) {
		if (this.closed) {
			throw closed(this.requests.unsent(function, options, args));
		}
	}

	private void requireOpen(PendingCall call) {
		if (this.closed) {
			throw closed(call.report());
		}
	}

	private static StoppedException closed(CallReport report) {
		return new StoppedException("The client is closed. Build a new one to call " + report.describe(), report);
	}

	private RequestData requestData(ClientCall.Style style, String function, CallOptions options,
			List<? extends @Nullable Object> args) {
		requireOpen(function, options, args);
		// not that of one-way requests, which does not concern the caller of a function
		boolean limited = this.propagateDeadline && style != ClientCall.Style.SEND;
		Duration timeout = limited ? CallScope.limit(options.timeout()) : options.timeout();
		RequestData data = this.requests.requestData(function, options, args, timeout);
		return this.interceptors.intercept(data, style, args, options.kwargs());
	}

	private void publish(ClientRequest request, CallOptions options) {
		if (options.nonBlocking()) {
			publishSafely(request, () -> publishWithoutBlocking(request));
		}
		else {
			publish(request);
		}
	}

	private void publish(ClientRequest request) {
		publishSafely(request, () -> {
			Duration remaining = request.remaining();
			if (remaining.isZero()) {
				request.expire();
			}
			else if (this.sendBuffer.reserve(request, Duration.ZERO) || waitForRoom(request, remaining)) {
				this.sendBuffer.inTurn(() -> publishSafely(request, () -> this.sender.accept(request)));
			}
			else {
				request.fail(request.noRoom());
			}
		});
	}

	/**
	 * The request waits for room, instead of the current thread, and another thread sends
	 * it: sending may block, and the broker threads do not send themselves.
	 */
	private void publishWithoutBlocking(ClientRequest request) {
		if (request.remaining().isZero()) {
			request.expire();
			return;
		}
		Runnable sending = () -> publishSafely(request, () -> BrokerThread.run(() -> this.sender.accept(request)));
		if (this.sendBuffer.reserve(request)) {
			this.sendBuffer.inTurn(sending);
			return;
		}
		request.waitsForRoom(true);
		this.sendBuffer.whenReserved(request, () -> {
			request.waitsForRoom(false);
			sending.run();
		});
	}

	private static void publishSafely(ClientRequest request, Publishing publishing) {
		try {
			publishing.run();
		}
		catch (RuntimeException | Error ex) {
			CallReport report = request.report();
			request.fail(new NoResultException(
					"%s was not handed over: %s".formatted(report.describe(), Unexpected.describe(ex)), report, ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			request.fail(request.interrupted(ex));
		}
	}

	private boolean waitForRoom(ClientRequest request, Duration patience) throws InterruptedException {
		if (BrokerThread.isCurrent()) {
			return false;
		}
		request.waitsForRoom(true);
		boolean reserved = this.sendBuffer.reserve(request, patience);
		request.waitsForRoom(!reserved);
		return reserved;
	}

	private CompletableFuture<@Nullable Object> result(PendingCall call, Type type) {
		CompletableFuture<@Nullable Object> result = new CallFuture<>();
		Runnable ended = track(call);
		call.reply().whenComplete((reply, failure) -> {
			try {
				ended.run();
			}
			finally {
				this.callbacks.execute(() -> complete(result, call, reply, failure, type));
			}
		});
		result.whenComplete((value, failure) -> call.cancel(call.reply()));
		return result;
	}

	/**
	 * Add the call to the pending calls and set a timer for its timeout.
	 * @return to be run when the call ends, before its caller is notified; removes the
	 * call and the timer
	 */
	private Runnable track(RequestWithReply call) {
		CallScope scope = CallScope.current();
		if (scope != null) {
			scope.callStarted();
		}
		try {
			// before the timer, which may elapse immediately and must find the call
			add(call);
			Future<?> timer = call.startTimer(this.transport);
			Runnable released = cancelWithFunction(call, scope);
			return () -> {
				timer.cancel(false);
				released.run();
				forget(call, scope);
			};
		}
		catch (RuntimeException | Error ex) {
			forget(call, scope);
			throw ex;
		}
	}

	/**
	 * Let the call end if the function that makes it is cancelled.
	 * @return to be run when the call ends
	 */
	private Runnable cancelWithFunction(RequestWithReply call, @Nullable CallScope scope) {
		if (scope == null || !this.pendingCalls.propagatesCancellation()) {
			return CallExecutor::doNothing;
		}
		Runnable cancel = call::cancelWithFunction;
		scope.addCall(cancel);
		return () -> scope.removeCall(cancel);
	}

	private static void doNothing() {
	}

	private void forget(RequestWithReply call, @Nullable CallScope scope) {
		this.pendingCalls.remove(call);
		if (scope != null) {
			scope.callEnded();
		}
	}

	private void add(RequestWithReply call) {
		try {
			this.pendingCalls.add(call);
		}
		catch (AmphoraException ex) {
			call.ended(null, ex, null);
			throw ex;
		}
	}

	private void complete(CompletableFuture<@Nullable Object> result, PendingCall call, @Nullable Delivery reply,
			@Nullable Throwable failure, Type type) {
		if (reply == null) {
			Throwable cause = (failure != null) ? failure : call.timedOut();
			call.ended(null, cause, null);
			call.complete(() -> result.completeExceptionally(ClientRequest.forFuture(cause)));
			return;
		}
		Object value;
		try {
			value = this.results.read(call, reply, type);
		}
		catch (Throwable ex) {
			call.ended(null, ex, reply.properties());
			call.complete(() -> result.completeExceptionally(ex));
			return;
		}
		call.ended(value, null, reply.properties());
		call.complete(() -> result.complete(value));
	}

	/** Hands over a request. */
	@FunctionalInterface
	private interface Publishing {

		void run() throws InterruptedException;

	}

}
