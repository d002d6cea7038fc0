package io.amphora.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.amphora.transport.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions on the threads of a server, and tells what came of them once that is
 * known. Thread-safe.
 */
final class FunctionExecutor {

	private static final Log logger = LogFactory.getLog(FunctionExecutor.class);

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

	/** The same for a task that stays when the server stops. */
	void executeAnyway(Runnable task, Consumer<Throwable> refused) {
		this.handlerPool.executeAnyway(task, refused);
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
		Object returned;
		try {
			returned = FunctionRunner.awaited(scope.run(() -> this.runner.run(function, call)));
		}
		catch (Throwable ex) {
			complete(null, ex, context, startedAt, outcome);
			return;
		}
		if (returned instanceof CompletionStage<?> stage) {
			completeLater(stage, context, startedAt, outcome);
		}
		else {
			complete(returned, null, context, startedAt, outcome);
		}
	}

	/** Once only, whatever a stage of somebody's own does. */
	private void completeLater(CompletionStage<?> stage, RequestContext context, long startedAt, Outcome outcome) {
		AtomicBoolean completed = new AtomicBoolean();
		try {
			stage.whenComplete((value, failure) -> {
				if (completed.compareAndSet(false, true)) {
					complete(value, failure, context, startedAt, outcome);
				}
			});
		}
		catch (Throwable ex) {
			if (completed.compareAndSet(false, true)) {
				complete(null, ex, context, startedAt, outcome);
			}
		}
	}

	private void complete(@Nullable Object value, @Nullable Throwable failure, RequestContext context, long startedAt,
			Outcome outcome) {
		adaptPrefetch(startedAt);
		if (failure == null) {
			outcome.returned(value, context);
		}
		else {
			outcome.threw(Failures.unwrap(failure), context);
		}
	}

	private void adaptPrefetch(long startedAt) {
		try {
			if (this.prefetchControl != null) {
				this.prefetchControl.ran(startedAt, System.nanoTime());
			}
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The prefetch could not be adapted", ex);
		}
	}

	/**
	 * What comes of a function. The methods must not throw: nobody would settle the
	 * request.
	 */
	interface Outcome {

		void returned(@Nullable Object value, RequestContext context);

		void threw(Throwable failure, RequestContext context);

	}

}
