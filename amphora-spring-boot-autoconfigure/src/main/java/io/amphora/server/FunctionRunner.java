package io.amphora.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import io.amphora.WrongResultException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Finds functions, and runs them inside of the interceptors. Thread-safe.
 */
final class FunctionRunner {

	/** Types whose values nothing would subscribe to. */
	private static final ClassValue<Boolean> REACTIVE = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return Flow.Publisher.class.isAssignableFrom(type) || (!CompletionStage.class.isAssignableFrom(type)
					&& ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null);
		}

	};

	private final FunctionRegistry functions;

	private final List<ServerInterceptor> interceptors;

	FunctionRunner(FunctionRegistry functions, List<ServerInterceptor> interceptors) {
		this.functions = functions;
		this.interceptors = interceptors;
	}

	@Nullable FunctionDefinition find(String name) {
		return this.functions.find(name);
	}

	boolean intercepts() {
		return !this.interceptors.isEmpty();
	}

	@Nullable Object run(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		return intercepts() ? proceed(0, function, call, new InterceptedCall(call, function)) : handle(function, call);
	}

	private @Nullable Object proceed(int index, @Nullable FunctionDefinition function, FunctionCall call,
			ServerCall seen) throws Exception {
		return (index < this.interceptors.size())
				? this.interceptors.get(index).intercept(seen, (next) -> proceed(index + 1, function, call, next))
				: awaited(handle(function, call));
	}

	private @Nullable Object handle(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		if (function == null) {
			throw this.functions.unknown(call.context().function());
		}
		Object returned = function.handler().handle(call);
		if (returned != null && REACTIVE.get(returned.getClass())) {
			throw new WrongResultException(
					"Function '%s' returned a %s, which cannot be sent. Return a CompletableFuture instead."
						.formatted(call.context().function(), returned.getClass().getName()));
		}
		return returned;
	}

	/** A future that tells nobody would keep interceptors from learning the outcome. */
	static @Nullable Object awaited(@Nullable Object returned) throws Exception {
		return (returned instanceof Future<?> future && !(returned instanceof CompletionStage)) ? future.get()
				: returned;
	}

}
