package io.amphora.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.IgnoreRequestException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request from its delivery to its answer. Thread-safe.
 */
final class RequestProcessor implements DeliveryHandler {

	private static final Log logger = LogFactory.getLog(RequestProcessor.class);

	private final String service;

	private final RpcSerializer serializer;

	private final FunctionRegistry functions;

	private final FunctionRunner runner;

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	private final Answering answering;

	private final IgnorePolicy ignorePolicy;

	private final EarlyAcknowledged earlyAcknowledged = new EarlyAcknowledged();

	private final DuplicateWindow duplicates;

	private final Redeliveries redeliveries;

	private final ServerCounters counters;

	private final @Nullable PrefetchControl prefetchControl;

	RequestProcessor(String service, RpcSerializer serializer, FunctionRegistry functions, FunctionRunner runner,
			HandlerPool handlerPool, NestedCalls nestedCalls, Answering answering, IgnorePolicy ignorePolicy,
			DuplicateLimits duplicateLimits, Redeliveries redeliveries, ServerCounters counters,
			@Nullable PrefetchControl prefetchControl) {
		this.service = service;
		this.serializer = serializer;
		this.functions = functions;
		this.runner = runner;
		this.handlerPool = handlerPool;
		this.nestedCalls = nestedCalls;
		this.answering = answering;
		this.ignorePolicy = ignorePolicy;
		this.duplicates = new DuplicateWindow(duplicateLimits, this::answerCopy);
		this.redeliveries = redeliveries;
		this.counters = counters;
		this.prefetchControl = prefetchControl;
	}

	EarlyAcknowledged earlyAcknowledged() {
		return this.earlyAcknowledged;
	}

	@Override
	public boolean immediate(Delivery delivery) {
		return this.handlerPool.startsThreads();
	}

	@Override
	public void handle(Delivery delivery) {
		this.counters.running.incrementAndGet();
		if (delivery.redelivered()) {
			this.counters.redelivered.increment();
		}
		this.handlerPool.execute(() -> process(delivery), (ex) -> refuse(delivery, ex));
	}

	private void refuse(Delivery delivery, RejectedExecutionException cause) {
		logger.error("No thread for a request of service '" + this.service + "'; it goes back to its queue", cause);
		this.counters.running.decrementAndGet();
		delivery.reject(true);
	}

	/** No function runs for it. */
	void refuse(Delivery delivery, WrongRequestException reason) {
		this.counters.running.incrementAndGet();
		this.counters.refused.increment();
		fail(delivery, reason);
	}

	private void process(Delivery delivery) {
		if (expired(delivery) || this.duplicates.knows(delivery) || comesTooOften(delivery)) {
			return;
		}
		try {
			readAndRun(delivery);
		}
		catch (WrongRequestException ex) {
			this.counters.refused.increment();
			fail(delivery, ex);
		}
		catch (RuntimeException | StackOverflowError ex) {
			logger.error("The serializer failed to read a request", ex);
			this.counters.refused.increment();
			fail(delivery, ex);
		}
		catch (Error ex) {
			this.duplicates.forget(delivery).forEach(this::giveBack);
			throw ex;
		}
	}

	private boolean expired(Delivery delivery) {
		Duration remaining = RequestContext.remaining(delivery);
		if (remaining == null || !remaining.isZero()) {
			return false;
		}
		this.counters.expired.increment();
		settled(delivery);
		return true;
	}

	/** Or may do so, and has to be counted before it is tried. */
	private boolean comesTooOften(Delivery delivery) {
		if (this.redeliveries.exhausted(delivery)) {
			giveUp(delivery);
			return true;
		}
		if (this.redeliveries.uncounted(delivery)) {
			this.redeliveries.count(delivery, () -> counted(delivery));
			return true;
		}
		return false;
	}

	/**
	 * Its copy waits until now if it came back at once, as both might be lost with us.
	 */
	private void counted(Delivery delivery) {
		this.counters.running.decrementAndGet();
		this.duplicates.forget(delivery)
			.forEach((copy) -> this.handlerPool.execute(() -> process(copy), (ex) -> refuse(copy, ex)));
	}

	/** Not even read, as that may be what kills. */
	private void giveUp(Delivery delivery) {
		logger
			.warn(("A request of service '%s', correlation id %s, was delivered %d times and never settled. It is given"
					+ " up, and goes to the dead-letter exchange of its queue if there is one. Does it crash servers?")
				.formatted(this.service, delivery.properties().getCorrelationId(), this.redeliveries.limit()));
		this.counters.refused.increment();
		Response response = this.answering.write(delivery.properties(), Map.of(),
				Failures.deliveredTooOften(this.redeliveries.limit()));
		this.answering.send(delivery, response, () -> {
			this.duplicates.answered(delivery, response);
			this.counters.running.decrementAndGet();
			delivery.reject(false);
		});
	}

	private void readAndRun(Delivery delivery) {
		ReceivedCall call = read(delivery);
		FunctionDefinition function = this.functions.find(call.function());
		RequestContext context = new RequestContext(this.service, call.function(), delivery, responseHeaders());
		if (mayRun(function, context)) {
			((function != null) ? this.counters.handled : this.counters.refused).increment();
			run(function, new FunctionCall(context, call.args(), call.kwargs()));
		}
	}

	private Map<String, Object> responseHeaders() {
		return this.runner.intercepts() ? new ConcurrentHashMap<>() : Map.of();
	}

	private ReceivedCall read(Delivery delivery) {
		BasicProperties properties = delivery.properties();
		if (!this.serializer.reads(properties.getContentType())) {
			throw new WrongRequestException("The request's content type is not " + this.serializer.contentType());
		}
		if (!this.serializer.readsEncoding(properties.getContentEncoding())) {
			throw new WrongRequestException("The request's content encoding is not supported: send it plain");
		}
		return this.serializer.deserializeCall(delivery.body());
	}

	/** A function that must not run twice does not run if it may have run before. */
	private boolean mayRun(@Nullable FunctionDefinition function, RequestContext context) {
		if (function == null || function.acknowledge() == Acknowledge.AFTER_RESPONSE) {
			return true;
		}
		if (context.delivery().isPart()) {
			askAlone(context);
			return false;
		}
		if (context.redelivered()) {
			this.counters.refused.increment();
			answer(context, Failures.mayHaveRun(context));
			return false;
		}
		this.earlyAcknowledged.acknowledge(context.delivery());
		return true;
	}

	/** The broker cannot be told that a part of a batch was received. */
	private void askAlone(RequestContext context) {
		this.duplicates.forget(context.delivery()).forEach(this::giveBack);
		askAlone(context.delivery(), "Function '%s' takes no calls in batches".formatted(context.function()));
	}

	/** One request of a batch that comes too often may be the reason, but which? */
	void askAlone(Delivery part) {
		this.counters.running.incrementAndGet();
		askAlone(part, "The batch was delivered too often");
	}

	private void askAlone(Delivery part, String reason) {
		this.answering.send(part, this.answering.alone(new WrongRequestException(reason)), () -> settled(part));
	}

	private void run(@Nullable FunctionDefinition function, FunctionCall call) {
		RequestContext context = (RequestContext) call.context();
		RequestScope scope = new RequestScope(context, this.handlerPool, this.nestedCalls);
		long startedAt = System.nanoTime();
		try {
			complete(scope.run(() -> this.runner.run(function, call)), context, startedAt);
		}
		catch (Exception | Error ex) {
			complete(null, ex, context, startedAt);
		}
	}

	private void complete(@Nullable Object returned, RequestContext context, long startedAt) throws Exception {
		if (returned instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> complete(value, failure, context, startedAt));
		}
		else if (returned instanceof Future<?> future) {
			complete(future.get(), null, context, startedAt);
		}
		else {
			complete(returned, null, context, startedAt);
		}
	}

	private void complete(@Nullable Object value, @Nullable Throwable thrown, RequestContext context, long startedAt) {
		if (this.prefetchControl != null) {
			this.prefetchControl.ran(startedAt, System.nanoTime());
		}
		if (thrown == null) {
			answer(context, new RpcResult.Value(value));
			return;
		}
		Throwable failure = Failures.unwrap(thrown);
		if (failure instanceof IgnoreRequestException ignore) {
			ignore(context, ignore);
			return;
		}
		logger.debug("Raised an exception: " + context, failure);
		fail(context, failure);
	}

	private void ignore(RequestContext context, IgnoreRequestException ignore) {
		this.counters.ignored.increment();
		logger.debug("Ignored: " + context, ignore);
		Delivery delivery = context.delivery();
		if (this.earlyAcknowledged.contains(delivery)) {
			fail(context, new WrongRequestException(
					"The request is ignored, and cannot be given back: " + ignore.getMessage()));
			return;
		}
		this.duplicates.forget(delivery).forEach(this::giveBack);
		if (!this.ignorePolicy.ignore(delivery, () -> this.counters.running.decrementAndGet())) {
			fail(context, new WrongRequestException("Every server ignores the request: " + ignore.getMessage()));
		}
	}

	private void fail(RequestContext context, Throwable failure) {
		answer(context, this.answering.result(failure));
	}

	/** There is no context yet, as the request could not be read. */
	private void fail(Delivery delivery, Throwable failure) {
		answer(delivery, Map.of(), this.answering.result(failure));
	}

	private void answer(RequestContext context, RpcResult result) {
		answer(context.delivery(), context.responseHeaders(), result);
	}

	private void answer(Delivery delivery, Map<String, Object> headers, RpcResult result) {
		Response response = this.answering.write(delivery.properties(), headers, result);
		this.answering.send(delivery, response, () -> {
			this.duplicates.answered(delivery, response);
			settled(delivery);
		});
	}

	private void answerCopy(Delivery copy, Response response) {
		this.counters.duplicates.increment();
		this.answering.send(copy, response, () -> settled(copy));
	}

	private void giveBack(Delivery copy) {
		this.counters.running.decrementAndGet();
		copy.reject(true);
	}

	private void settled(Delivery delivery) {
		this.counters.running.decrementAndGet();
		delivery.acknowledge();
		this.earlyAcknowledged.answered(delivery);
	}

}
