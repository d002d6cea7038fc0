package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.AmphoraException;
import io.amphora.CallContext;
import io.amphora.CallScope;
import io.amphora.StoppedException;
import io.amphora.WrongThreadException;
import io.amphora.transport.BrokerThread;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls: sends the request, waits or has a timer wait, and reads the answer.
 * Thread-safe.
 */
final class Caller {

	private final RequestFactory requests;

	private final BrokerTransport transport;

	private final Publisher publisher;

	private final PendingCalls pendingCalls;

	private final ResultReader results;

	private volatile boolean closed;

	Caller(RequestFactory requests, BrokerTransport transport, Publisher publisher, PendingCalls pendingCalls) {
		this.requests = requests;
		this.transport = transport;
		this.publisher = publisher;
		this.pendingCalls = pendingCalls;
		this.results = new ResultReader(requests.serializer());
	}

	void close() {
		this.closed = true;
	}

	@Nullable Object call(String function, CallOptions options, List<? extends @Nullable Object> args, Type type) {
		requireOwnThread(function, "call");
		PendingCall call = new PendingCall(head(function, options, args));
		CallScope scope = CallScope.current();
		try {
			start(call);
			Delivery answer = (scope != null) ? awaitInside(scope, call) : await(call, call.answer());
			return this.results.read(call, answer, type);
		}
		finally {
			this.pendingCalls.remove(call);
		}
	}

	CompletableFuture<@Nullable Object> defer(String function, CallOptions options,
			List<? extends @Nullable Object> args, Type type) {
		try {
			PendingCall call = new PendingCall(head(function, options, args));
			CompletableFuture<@Nullable Object> result = result(call, type);
			start(call);
			if (options.waitPublish()) {
				requireOwnThread(function, "defer with waitPublish");
				await(call, call.publishedFuture());
			}
			return result;
		}
		catch (AmphoraException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	CompletableFuture<@Nullable Void> send(String function, CallOptions options,
			List<? extends @Nullable Object> args) {
		try {
			OneWayRequest request = new OneWayRequest(head(function, options, args));
			Future<?> timer = this.transport.schedule(() -> request.fail(request.timedOut()), request.remaining());
			request.publishedFuture().whenComplete((ignored, failure) -> timer.cancel(false));
			publish(request);
			return request.publishedFuture();
		}
		catch (AmphoraException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static void requireOwnThread(String function, String operation) {
		if (BrokerThread.isCurrent()) {
			throw new WrongThreadException(("A blocking %s of function '%s' on thread '%s', which delivers answers,"
					+ " would wait for itself. Use defer, or an Async method of CompletableFuture.")
				.formatted(operation, function, Thread.currentThread().getName()));
		}
	}

	private RequestHead head(String function, CallOptions options, List<? extends @Nullable Object> args) {
		if (this.closed) {
			throw new StoppedException("Function '%s' of service '%s' was called on a client that is closed"
				.formatted(function, this.requests.topology().service()), null);
		}
		return this.requests.head(function, options, args, limit(options.timeout()));
	}

	/** A function has no longer for what it calls than its own caller waits. */
	private static Duration limit(Duration timeout) {
		CallContext context = CallContext.current();
		Duration remaining = (context != null) ? context.remaining() : null;
		return (remaining != null && remaining.compareTo(timeout) < 0) ? remaining : timeout;
	}

	private void start(PendingCall call) {
		this.pendingCalls.add(call);
		publish(call);
	}

	private void publish(Request request) {
		try {
			Duration patience = BrokerThread.isCurrent() ? Duration.ZERO : request.remaining();
			if (!this.publisher.publish(request, patience)) {
				request.fail(request.noRoom());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			request.fail(request.interrupted(ex));
		}
	}

	private static Delivery awaitInside(CallScope scope, PendingCall call) {
		scope.callStarted();
		scope.blocked();
		try {
			return await(call, call.answer());
		}
		finally {
			scope.unblocked();
			scope.callEnded();
		}
	}

	private static <T extends @Nullable Object> T await(PendingCall call, CompletableFuture<T> future) {
		try {
			return future.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			call.expire();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			call.fail(call.interrupted(ex));
		}
		catch (ExecutionException ex) {
			// told below, as is what the other branches made the call end with
		}
		return outcome(future);
	}

	private static <T extends @Nullable Object> T outcome(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (java.util.concurrent.CompletionException ex) {
			if (ex.getCause() instanceof AmphoraException failure) {
				// made on another thread, whose stack says nothing to the caller
				failure.fillInStackTrace();
				throw failure;
			}
			throw ex;
		}
	}

	private CompletableFuture<@Nullable Object> result(PendingCall call, Type type) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		CallScope scope = CallScope.current();
		if (scope != null) {
			scope.callStarted();
		}
		Future<?> timer = this.transport.schedule(call::expire, call.remaining());
		call.answer().whenComplete((answer, failure) -> {
			timer.cancel(false);
			this.pendingCalls.remove(call);
			if (scope != null) {
				scope.callEnded();
			}
			complete(result, call, answer, failure, type);
		});
		result.whenComplete((value, failure) -> call.answer().cancel(false));
		return result;
	}

	private void complete(CompletableFuture<@Nullable Object> result, PendingCall call, @Nullable Delivery answer,
			@Nullable Throwable failure, Type type) {
		if (answer == null) {
			result.completeExceptionally((failure != null) ? failure : call.timedOut());
			return;
		}
		try {
			result.complete(this.results.read(call, answer, type));
		}
		catch (AmphoraException ex) {
			result.completeExceptionally(ex);
		}
	}

}
