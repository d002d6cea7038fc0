package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
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

	private final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	private final Answering answering;

	private final IgnorePolicy ignorePolicy;

	private final ServerCounters counters;

	RequestProcessor(String service, RpcSerializer serializer, FunctionRegistry functions, HandlerPool handlerPool,
			NestedCalls nestedCalls, Answering answering, IgnorePolicy ignorePolicy, ServerCounters counters) {
		this.service = service;
		this.serializer = serializer;
		this.functions = functions;
		this.handlerPool = handlerPool;
		this.nestedCalls = nestedCalls;
		this.answering = answering;
		this.ignorePolicy = ignorePolicy;
		this.counters = counters;
	}

	@Override
	public void handle(Delivery delivery) {
		this.counters.running.incrementAndGet();
		try {
			this.handlerPool.execute(() -> process(delivery));
		}
		catch (RejectedExecutionException ex) {
			this.counters.running.decrementAndGet();
			throw ex;
		}
	}

	private void process(Delivery delivery) {
		Duration remaining = RequestContext.remaining(delivery);
		if (remaining != null && remaining.isZero()) {
			this.counters.expired.increment();
			settled(delivery);
			return;
		}
		try {
			ReceivedCall call = read(delivery);
			FunctionDefinition function = this.functions.get(call.function());
			RequestContext context = new RequestContext(this.service, call.function(), delivery);
			this.counters.handled.increment();
			run(function, new FunctionCall(context, call.args(), call.kwargs()));
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

	private void run(FunctionDefinition function, FunctionCall call) {
		RequestContext context = (RequestContext) call.context();
		RequestScope scope = new RequestScope(context, this.handlerPool, this.nestedCalls);
		try {
			complete(scope.run(() -> function.handler().handle(call)), context);
		}
		catch (Exception | Error ex) {
			complete(null, ex, context);
		}
	}

	private void complete(@Nullable Object returned, RequestContext context) throws Exception {
		if (returned instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> complete(value, failure, context));
		}
		else if (returned instanceof Future<?> future) {
			complete(future.get(), null, context);
		}
		else {
			complete(returned, null, context);
		}
	}

	private void complete(@Nullable Object value, @Nullable Throwable thrown, RequestContext context) {
		Delivery delivery = context.delivery();
		if (thrown == null) {
			answer(delivery, new RpcResult.Value(value));
			return;
		}
		Throwable failure = Failures.unwrap(thrown);
		if (failure instanceof IgnoreRequestException ignore) {
			ignore(context, ignore);
			return;
		}
		logger.debug("Raised an exception: " + context, failure);
		fail(delivery, failure);
	}

	private void ignore(RequestContext context, IgnoreRequestException ignore) {
		this.counters.ignored.increment();
		logger.debug("Ignored: " + context, ignore);
		Delivery delivery = context.delivery();
		if (!this.ignorePolicy.ignore(delivery, () -> this.counters.running.decrementAndGet())) {
			fail(delivery, new WrongRequestException("Every server ignores the request: " + ignore.getMessage()));
		}
	}

	private void fail(Delivery delivery, Throwable failure) {
		answer(delivery, Failures.toResult(failure));
	}

	private void answer(Delivery delivery, RpcResult result) {
		this.answering.answer(delivery.properties(), result, () -> settled(delivery));
	}

	private void settled(Delivery delivery) {
		this.counters.running.decrementAndGet();
		delivery.acknowledge();
	}

}
