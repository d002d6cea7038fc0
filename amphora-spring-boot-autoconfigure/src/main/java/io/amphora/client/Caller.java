package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.amphora.AmphoraException;
import io.amphora.CallContext;
import io.amphora.CallScope;
import io.amphora.StoppedException;
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
		Awaiting.requireOwnThread("call of function '" + function + "'");
		PendingCall call = new PendingCall(head(function, options, args));
		try {
			this.pendingCalls.add(call);
			publish(call);
			return this.results.read(call, Awaiting.call(call, call.answer()), type);
		}
		finally {
			this.pendingCalls.remove(call);
		}
	}

	CompletableFuture<@Nullable Object> defer(String function, CallOptions options,
			List<? extends @Nullable Object> args, Type type) {
		try {
			if (options.waitPublish()) {
				Awaiting.requireOwnThread("defer with waitPublish of function '" + function + "'");
			}
			PendingCall call = new PendingCall(head(function, options, args));
			CompletableFuture<@Nullable Object> result = result(call, type);
			publish(call);
			if (options.waitPublish()) {
				Awaiting.call(call, call.publishedFuture());
			}
			return result;
		}
		catch (AmphoraException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	CompletableFuture<@Nullable Object> claim(String correlationId, Duration timeout, Type type) {
		try {
			return result(new PendingCall(this.requests.claim(correlationId, timeout)), type);
		}
		catch (AmphoraException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	CompletableFuture<@Nullable Void> send(String function, CallOptions options,
			List<? extends @Nullable Object> args) {
		try {
			OneWayRequest request = new OneWayRequest(head(function, options, args));
			Future<?> timer = this.transport.schedule(request::expire, request.remaining());
			request.publishedFuture().whenComplete((ignored, failure) -> timer.cancel(false));
			publish(request);
			return request.publishedFuture();
		}
		catch (AmphoraException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	<T> PendingGather<T> gather(String function, CallOptions options, List<? extends @Nullable Object> args,
			GatherOptions gatherOptions, Consumer<? super Answer<T>> consumer) {
		PendingGather<T> gather = new PendingGather<>(head(function, options, args), gatherOptions, this.results,
				consumer);
		track(gather, gather.gathered());
		publish(gather);
		return gather;
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

	private CompletableFuture<@Nullable Object> result(PendingCall call, Type type) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		track(call, call.answer());
		call.answer().whenComplete((answer, failure) -> complete(result, call, answer, failure, type));
		result.whenComplete((value, failure) -> call.answer().cancel(false));
		return result;
	}

	/** Have a timer wait for the call, and leave nothing behind when it ends. */
	private void track(AwaitedRequest call, CompletableFuture<?> end) {
		// before the timer, which may elapse at once, and would find nothing to remove
		this.pendingCalls.add(call);
		CallScope scope = CallScope.current();
		if (scope != null) {
			scope.callStarted();
		}
		Future<?> timer = this.transport.schedule(call::expire, call.remaining());
		end.whenComplete((answer, failure) -> {
			timer.cancel(false);
			this.pendingCalls.remove(call);
			if (scope != null) {
				scope.callEnded();
			}
		});
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
