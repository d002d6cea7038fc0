package io.amphora.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs functions on the threads of a server, and tells what came of them once that is
 * known. Thread-safe.
 */
final class FunctionExecutor {

	private final FunctionRunner runner;

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	private final @Nullable PrefetchControl prefetchControl;

	FunctionExecutor(FunctionRunner runner, HandlerPool handlerPool, NestedCalls nestedCalls,
			@Nullable PrefetchControl prefetchControl) {
		this.runner = runner;
		this.handlerPool = handlerPool;
		this.nestedCalls = nestedCalls;
		this.prefetchControl = prefetchControl;
	}

	boolean startsThreads() {
		return this.handlerPool.startsThreads();
	}

	boolean intercepts() {
		return this.runner.intercepts();
	}

	@Nullable FunctionDefinition find(String name) {
		return this.runner.find(name);
	}

	/** Have a task run on one of the threads, or be told why there is none for it. */
	void execute(Runnable task, Consumer<Throwable> refused) {
		this.handlerPool.execute(task, refused);
	}

	/**
	 * Run a function on this thread, which is one of the server's.
	 * @param function the function, or {@code null} if there is none of that name
	 * @param call its arguments
	 * @param outcome told what it returned or threw, perhaps later and on another thread
	 */
	void run(@Nullable FunctionDefinition function, FunctionCall call, Outcome outcome) {
		RequestContext context = (RequestContext) call.context();
		RequestScope scope = new RequestScope(context, this.handlerPool, this.nestedCalls);
		long startedAt = System.nanoTime();
		try {
			complete(scope.run(() -> this.runner.run(function, call)), context, startedAt, outcome);
		}
		catch (Exception | Error ex) {
			complete(null, ex, context, startedAt, outcome);
		}
	}

	private void complete(@Nullable Object returned, RequestContext context, long startedAt, Outcome outcome)
			throws Exception {
		if (returned instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> complete(value, failure, context, startedAt, outcome));
		}
		else if (returned instanceof Future<?> future) {
			complete(future.get(), null, context, startedAt, outcome);
		}
		else {
			complete(returned, null, context, startedAt, outcome);
		}
	}

	private void complete(@Nullable Object value, @Nullable Throwable failure, RequestContext context, long startedAt,
			Outcome outcome) {
		if (this.prefetchControl != null) {
			this.prefetchControl.ran(startedAt, System.nanoTime());
		}
		if (failure == null) {
			outcome.returned(value, context);
		}
		else {
			outcome.threw(Failures.unwrap(failure), context);
		}
	}

	/**
	 * What comes of a function.
	 */
	interface Outcome {

		void returned(@Nullable Object value, RequestContext context);

		void threw(Throwable failure, RequestContext context);

	}

}
