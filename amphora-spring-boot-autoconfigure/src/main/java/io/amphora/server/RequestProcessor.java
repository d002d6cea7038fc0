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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.amphora.AmphoraException;
import io.amphora.IgnoreRequestException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcResult;
import io.amphora.server.execution.Cancellation;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Processes a request from its delivery to its reply. Thread-safe.
 */
final class RequestProcessor implements DeliveryHandler, FunctionExecutor.Outcome {

	private static final Log logger = LogFactory.getLog(RequestProcessor.class);

	private final String service;

	private final RequestReader reader;

	private final FunctionExecutor executor;

	private final RequestCompletion completion;

	private final IgnorePolicy ignorePolicy;

	private final BatchRefusals batchRefusals;

	private final DeliveryCounter deliveryCounter;

	private final ServerCounters counters;

	/**
	 * Checks before a request is read, in this order. A check returns whether it has
	 * handled the request, so that neither the next checks nor the function run.
	 */
	private final List<Predicate<Delivery>> checks;

	RequestProcessor(String service, RequestReader reader, FunctionExecutor executor, RequestCompletion completion,
			IgnorePolicy ignorePolicy, DeliveryCounter deliveryCounter, ServerCounters counters) {
		this.service = service;
		this.reader = reader;
		this.executor = executor;
		this.completion = completion;
		this.ignorePolicy = ignorePolicy;
		this.deliveryCounter = deliveryCounter;
		this.counters = counters;
		this.batchRefusals = new BatchRefusals(service, reader, executor.functions(), completion);
		this.checks = checks();
	}

	private List<Predicate<Delivery>> checks() {
		return List.of(
				// first, because a request whose channel is lost cannot be settled
				this::lost,
				// the caller has given up, so it does not even get an error reply
				this::expired,
				// the checks below reply, which must not or cannot be done here
				this.completion::drop,
				// the checks below remember the request and copy its properties
				this::refused,
				// a copy shares the outcome of its original and is not counted
				this.completion::isCopy,
				// last, because it gives up the request or replaces it with a copy
				this::checkDeliveryCount);
	}

	@Override
	public boolean handlesOnReadingThread(Delivery delivery) {
		return this.executor.startsThreads();
	}

	@Override
	public void handle(Delivery delivery) {
		begin(delivery);
		execute(delivery, this::process);
	}

	String service() {
		return this.service;
	}

	BatchRefusals batchRefusals() {
		return this.batchRefusals;
	}

	/** Handle parts of one batch, at least one. */
	void handleBatch(List<Delivery> parts) {
		parts.forEach(this::begin);
		this.executor.executeBatch(parts, (part) -> runSafely(part, this::process), this::requeue);
	}

	private void begin(Delivery delivery) {
		this.completion.begin();
		if (delivery.redelivered()) {
			this.counters.redelivered.increment();
		}
	}

	/**
	 * A part of a batch is not withdrawn: if it were requeued alone while other parts
	 * still run, it would be delivered a second time with its batch.
	 */
	private void execute(Delivery delivery, Consumer<Delivery> action) {
		this.executor.execute(() -> runSafely(delivery, action), (ex) -> requeue(delivery, ex), delivery.batch());
	}

	private void requeue(Delivery delivery, Throwable cause) {
		this.completion.end();
		requeueUnprocessed(delivery, cause);
	}

	/** Requeue a request that was not processed for some reason. */
	void requeueUnprocessed(Delivery delivery, Throwable cause) {
		this.completion.requeueUnprocessed(delivery, cause);
	}

	/** Refuse a request without running a function. */
	void refuse(Delivery delivery, WrongRequestException reason) {
		this.completion.begin();
		failUnread(delivery, reason);
	}

	/** Send an error reply for a part of a batch that cannot be requeued. */
	void requeueFailed(Delivery part, AmphoraException cause, Runnable done) {
		this.counters.rejected.increment();
		WrongRequestException refusal = new WrongRequestException(
				"The request was ignored and cannot be requeued: " + cause.getMessage(), null, cause);
		this.completion.reply(part, result(RequestContext.unread(this.service, part), refusal), done);
	}

	private void runSafely(Delivery delivery, Consumer<Delivery> action) {
		try {
			action.accept(delivery);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A request of service '" + this.service + "' could not be read", ex);
			failUnread(delivery, unread("request", ex));
		}
	}

	private void process(Delivery delivery) {
		for (Predicate<Delivery> check : this.checks) {
			if (check.test(delivery)) {
				return;
			}
		}
		run(delivery);
	}

	private void run(Delivery delivery) {
		try {
			readAndRun(delivery);
		}
		catch (WrongRequestException ex) {
			failUnread(delivery, ex);
		}
	}

	private void failUnread(Delivery delivery, WrongRequestException failure) {
		this.counters.rejected.increment();
		RequestContext context = RequestContext.unread(this.service, delivery);
		this.completion.warnings().refused(context, false, failure);
		fail(context, failure);
	}

	/**
	 * A refusal means that no function has run. This is unknown if the request was
	 * delivered before, so its caller gets another failure.
	 */
	private void fail(RequestContext context, Throwable failure) {
		this.completion.reply(context, result(context, failure));
	}

	/** Exceptions of applications may throw instead of returning their details. */
	private RpcResult result(RequestContext context, Throwable failure) {
		try {
			boolean refusedAgain = failure instanceof WrongRequestException refusal && refusal.report() == null
					&& context.redelivered();
			return refusedAgain ? FailureResults.refusedAfterDelivery((WrongRequestException) failure)
					: this.completion.result(failure);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "An exception could not be read: " + context, ex);
			return FailureResults.withoutMessage(failure);
		}
	}

	/**
	 * The caller gets a refusal instead of the exception, because no function has run.
	 */
	WrongRequestException unread(String what, Throwable cause) {
		return new WrongRequestException("The %s cannot be read: %s%s".formatted(what, cause.getClass().getSimpleName(),
				this.completion.reason(cause)), null, cause);
	}

	/** If the channel is lost, another server may have received the request. */
	private boolean lost(Delivery delivery) {
		if (delivery.lost()) {
			this.completion.end();
			return true;
		}
		return false;
	}

	private boolean expired(Delivery delivery) {
		Duration remaining = RequestContext.remaining(delivery);
		if (remaining == null || !remaining.isZero()) {
			return false;
		}
		this.counters.expired.increment();
		this.completion.acknowledge(delivery);
		return true;
	}

	private boolean refused(Delivery delivery) {
		WrongRequestException refusal = this.reader.refusal(delivery);
		if (refusal != null) {
			failUnread(delivery, refusal);
		}
		return refusal != null;
	}

	/**
	 * Handle a request that was delivered too often, or whose delivery has to be counted
	 * before it runs.
	 */
	private boolean checkDeliveryCount(Delivery delivery) {
		if (this.deliveryCounter.exhausted(delivery)) {
			giveUp(delivery);
			return true;
		}
		if (this.deliveryCounter.uncounted(delivery)) {
			this.deliveryCounter.count(delivery, () -> counted(delivery), () -> uncountable(delivery),
					() -> runUncounted(delivery));
			return true;
		}
		return false;
	}

	/**
	 * Run the copy if it was already delivered. It waits until the original is settled,
	 * because the server might crash with both.
	 */
	private void counted(Delivery delivery) {
		this.completion.end();
		this.completion.forget(delivery).forEach((copy) -> execute(copy, this::process));
	}

	/**
	 * Run a request without counting its delivery: its queue is full, and may remain full
	 * while this server waits for room.
	 */
	private void runUncounted(Delivery delivery) {
		execute(delivery, this::run);
	}

	/**
	 * Give up a request whose copy with the count cannot be written, for instance because
	 * its headers leave no room. Uncounted, it might be redelivered endlessly.
	 */
	private void uncountable(Delivery delivery) {
		execute(delivery, (given) -> {
			this.deliveryCounter.warnOfUncountable(given);
			this.counters.rejected.increment();
			this.completion.giveUp(given, FailureResults.uncountable());
		});
	}

	/** Give up a request without reading it, because reading it may crash the server. */
	private void giveUp(Delivery delivery) {
		this.deliveryCounter.warnOfExhausted(delivery);
		this.counters.rejected.increment();
		this.completion.giveUp(delivery, FailureResults.deliveredTooOften(this.deliveryCounter.limit()));
	}

	private void readAndRun(Delivery delivery) {
		ReceivedCall call = this.reader.read(delivery);
		FunctionDefinition function = this.executor.functions().find(call.function());
		Type resultType = (function != null) ? function.resultType() : Object.class;
		RequestContext context = new RequestContext(this.service, call.function(), delivery, resultType,
				this.executor.intercepts() ? new ConcurrentHashMap<>() : Map.of(),
				new Cancellation(function == null || function.cancellable()));
		if (this.executor.isCancelled(context)) {
			cancelled(context, null);
		}
		else if (mayRun(function, context)) {
			((function != null) ? this.counters.handled : this.counters.rejected).increment();
			this.executor.run(function, new FunctionCall(context, call.args(), call.kwargs()), this);
		}
	}

	/** A function that must not run twice does not run if it may have run before. */
	private boolean mayRun(@Nullable FunctionDefinition function, RequestContext context) {
		if (this.batchRefusals.refuse(function, context)) {
			return false;
		}
		if (!BatchRefusals.isAcknowledgedOnReceipt(function)) {
			return true;
		}
		if (context.redelivered()) {
			this.counters.rejected.increment();
			this.completion.warnings().mayHaveRun(context);
			this.completion.reply(context, FailureResults.mayHaveRun(context));
			return false;
		}
		if (context.delivery().lost()) {
			this.completion.leave(context.delivery());
			return false;
		}
		this.completion.acknowledgedOnReceipt().acknowledge(context.delivery());
		return true;
	}

	@Override
	public void returned(@Nullable Object value, RequestContext context) {
		this.completion.reply(context, new RpcResult.Value(value, context.resultType()));
	}

	@Override
	public void threw(Throwable failure, RequestContext context) {
		try {
			if (failure instanceof IgnoreRequestException ignore) {
				ignore(context, ignore);
				return;
			}
			this.completion.log(context, this.executor.functions().find(context.function()) != null, failure);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A failure could not be handled: " + context, ex);
		}
		fail(context, failure);
	}

	@Override
	public void cancelled(RequestContext context, @Nullable Duration maxRunTime) {
		this.completion.cancelled(context, maxRunTime);
		logger.debug("Cancelled: " + context);
	}

	private void ignore(RequestContext context, IgnoreRequestException ignore) {
		this.counters.ignored.increment();
		logger.debug("Ignored: " + context, ignore);
		Delivery delivery = context.delivery();
		if (this.completion.acknowledgedOnReceipt().contains(delivery)) {
			refuseIgnored(context, "The request was ignored and cannot be requeued", ignore);
			return;
		}
		this.completion.requeueCopies(delivery);
		if (!this.ignorePolicy.ignore(delivery, this.completion::end)) {
			refuseIgnored(context, "Every server ignores the request", ignore);
		}
	}

	private void refuseIgnored(RequestContext context, String message, IgnoreRequestException ignore) {
		WrongRequestException refusal = new WrongRequestException(message + this.completion.reason(ignore));
		this.completion.warnings().refused(context, true, refusal);
		this.completion.reply(context, this.completion.result(refusal));
	}

}
