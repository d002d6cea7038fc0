package io.amphora.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The interceptors of one client. Thread-safe.
 */
final class Interceptors {

	private final List<ClientInterceptor> interceptors;

	Interceptors(List<ClientInterceptor> interceptors) {
		this.interceptors = interceptors;
	}

	RequestHead intercept(RequestHead head, ClientCall.Style style, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		return this.interceptors.isEmpty() ? head : asked(new Interception(head, style, args, kwargs), head);
	}

	private RequestHead asked(Interception call, RequestHead head) {
		RequestHead intercepted = head.with(call);
		try {
			this.interceptors.forEach((interceptor) -> interceptor.intercept(call));
			return intercepted;
		}
		catch (RuntimeException | Error ex) {
			new OneWayRequest(intercepted).ended(null, ex, null);
			throw ex;
		}
	}

	/**
	 * What the caller sees of a future, who is told after the interceptors, both on a
	 * thread that they may hold up.
	 */
	static <T extends @Nullable Object> CompletableFuture<T> toldAfter(Request call, CompletableFuture<T> end,
			Executor callbacks) {
		CompletableFuture<T> told = new CallFuture<>();
		end.whenComplete((value, failure) -> callbacks.execute(() -> {
			call.ended(value, failure, null);
			call.complete((failure != null) ? () -> told.completeExceptionally(failure) : () -> told.complete(value));
		}));
		told.whenComplete((value, failure) -> end.cancel(false));
		return told;
	}

}
