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

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.amphora.kotlin.KotlinMethods;
import io.amphora.server.execution.Cancellation;
import io.amphora.server.execution.CancelledIds;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunTimes;
import io.amphora.server.execution.RunningFunction;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Causes;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions on the threads of a server and reports each outcome when it is known.
 * Thread-safe.
 */
final class FunctionExecutor {

	private static final Log logger = LogFactory.getLog(FunctionExecutor.class);

	private final FunctionInvoker invoker;

	private final HandlerPool handlerPool;

	private final NestedCallConsumers nestedCallConsumers;

	private final RunTimes runTimes;

	private final @Nullable OverdueFunctions overdueFunctions;

	private final CancelledIds cancelledIds;

	private final @Nullable Duration maxRunTime;

	FunctionExecutor(FunctionInvoker invoker, HandlerPool handlerPool, NestedCallConsumers nestedCallConsumers,
			RunTimes runTimes, @Nullable OverdueFunctions overdueFunctions, CancelledIds cancelledIds,
			@Nullable Duration maxRunTime) {
		this.invoker = invoker;
		this.handlerPool = handlerPool;
		this.nestedCallConsumers = nestedCallConsumers;
		this.runTimes = runTimes;
		this.overdueFunctions = overdueFunctions;
		this.cancelledIds = cancelledIds;
		this.maxRunTime = maxRunTime;
	}

	boolean startsThreads() {
		return this.handlerPool.startsThreads();
	}

	boolean intercepts() {
		return this.invoker.intercepts();
	}

	FunctionRegistry functions() {
		return this.invoker.functions();
	}

	/**
	 * Run a task on one of the threads.
	 * @param task the task
	 * @param refused called with the reason instead, if no thread is available
	 * @param batch the same object for all tasks of a batch, or {@code null}
	 */
	void execute(Runnable task, Consumer<Throwable> refused, @Nullable Object batch) {
		try {
			this.handlerPool.execute(task, refused, batch);
		}
		catch (Throwable ex) {
			refused.accept(ex);
		}
	}

	/**
	 * Run a task for each part of a batch.
	 * @param parts parts of one batch, at least one
	 * @param task handles a part
	 * @param refused called for a part with the reason instead, if no thread is available
	 */
	void executeBatch(List<Delivery> parts, Consumer<Delivery> task, BiConsumer<Delivery, Throwable> refused) {
		try {
			this.handlerPool.executeBatch(parts, task, refused, Objects.requireNonNull(parts.get(0).batch()));
		}
		catch (Throwable ex) {
			Unexpected.forEach(logger, "A request of a batch could not be requeued", parts,
					(part) -> refused.accept(part, ex));
		}
	}

	/**
	 * Return whether the caller has cancelled a call before its function runs, and may do
	 * so.
	 */
	boolean isCancelled(RequestContext context) {
		return this.cancelledIds.contains(context.delivery().properties().getMessageId())
				&& context.cancellation().cancelledByCaller();
	}

	/**
	 * Run a function on the current thread, which is one of the server's.
	 * @param function the function, or {@code null} if there is none of that name
	 * @param call its arguments
	 * @param outcome receives the result or the exception, possibly later and on another
	 * thread
	 */
	void run(@Nullable FunctionDefinition function, FunctionCall call, Outcome outcome) {
		RequestContext context = (RequestContext) call.context();
		RequestScope scope = new RequestScope(context, running(function, context), this.handlerPool,
				this.nestedCallConsumers);
		Run run = new Run(scope, (function != null) ? context.function() : null, System.nanoTime(), outcome,
				new AtomicBoolean());
		Object returned;
		try {
			if (this.overdueFunctions != null) {
				this.overdueFunctions.began(scope);
			}
			this.runTimes.began();
			requireNotCancelled(context);
			returned = scope.run(() -> FunctionInvoker.result(this.invoker.invoke(function, call), context));
			scope.returned();
		}
		catch (Throwable ex) {
			scope.returned();
			complete(null, ex, run);
			return;
		}
		if (returned instanceof CompletionStage<?> stage) {
			scope.opened();
			completeLater(stage, run);
		}
		else {
			complete(returned, null, run);
		}
	}

	/**
	 * Checked again after the function counts as running, because a call that is
	 * cancelled before that may not be found among the running ones.
	 */
	private void requireNotCancelled(RequestContext context) {
		if (isCancelled(context)) {
			throw new CancellationException("Cancelled before the function ran");
		}
	}

	/** The maximum run time only applies if the caller sets no timeout. */
	private RunningFunction running(@Nullable FunctionDefinition function, RequestContext context) {
		Duration limit = (function != null && function.maxRunTime() != null) ? function.maxRunTime() : this.maxRunTime;
		return new RunningFunction(context.hasDeadline() ? null : limit);
	}

	private void completeLater(CompletionStage<?> stage, Run run) {
		try {
			stage.whenComplete((value, failure) -> complete(value,
					(failure != null) ? failure : FunctionInvoker.nestedResult(value, run.scope().context()), run));
		}
		catch (Throwable ex) {
			complete(null, ex, run);
		}
	}

	/**
	 * A stage of the application may complete more than once; only the first outcome
	 * counts. If it cannot be reported, its caller gets that failure instead, but not
	 * that the function has not run.
	 */
	private void complete(@Nullable Object value, @Nullable Throwable failure, Run run) {
		if (!run.completed().compareAndSet(false, true)) {
			return;
		}
		completed(run);
		try {
			report(value, failure, run);
		}
		catch (Throwable ex) {
			run.outcome().threw(ex, run.scope().context());
		}
	}

	private static void report(@Nullable Object value, @Nullable Throwable failure, Run run) {
		RequestScope scope = run.scope();
		RequestContext context = scope.context();
		if (failure == null) {
			run.outcome().returned(KotlinMethods.withoutUnit(value), context);
			return;
		}
		Throwable cause = Causes.unwrap(failure);
		if (scope.exceeded() && Cancellation.isCausedByCancellation(cause)) {
			run.outcome().cancelled(context, context.isCancelledByCaller() ? null : scope.function().maxRunTime());
		}
		else {
			run.outcome().threw(cause, context);
		}
	}

	private void completed(Run run) {
		RequestScope scope = run.scope();
		try {
			scope.context().cancellation().end();
			scope.completed();
			if (this.overdueFunctions != null) {
				this.overdueFunctions.ended(scope);
			}
			this.runTimes.ended(run.function(), run.startedAt());
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Could not record the end of " + scope.context(), ex);
		}
	}

	/**
	 * A run of a function.
	 *
	 * @param scope its scope
	 * @param function the name of the function, or {@code null} if there is none of the
	 * requested name
	 * @param startedAt when it started, as {@link System#nanoTime()}
	 * @param outcome receives its outcome
	 * @param completed whether its outcome is known
	 */
	private record Run(RequestScope scope, @Nullable String function, long startedAt, Outcome outcome,
			AtomicBoolean completed) {
	}

	/**
	 * Receives the outcome of a function. What the other methods throw is passed to
	 * {@link #threw}, which must not throw, because the request would then never be
	 * settled.
	 */
	interface Outcome {

		void returned(@Nullable Object value, RequestContext context);

		void threw(Throwable failure, RequestContext context);

		/**
		 * The function has ended because its call was cancelled.
		 * @param maxRunTime the maximum run time that has passed, or {@code null} if the
		 * caller no longer waits
		 */
		void cancelled(RequestContext context, @Nullable Duration maxRunTime);

	}

}
