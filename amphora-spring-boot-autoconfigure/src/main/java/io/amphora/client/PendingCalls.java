package io.amphora.client;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for an answer, by correlation id, and the handler that gives each
 * its answer. Thread-safe.
 */
final class PendingCalls implements DeliveryHandler {

	private final Map<String, AwaitedRequest> calls = new ConcurrentHashMap<>();

	private volatile @Nullable CompletableFuture<@Nullable Void> drained;

	private final LongAdder answered = new LongAdder();

	private final LongAdder late = new LongAdder();

	void add(AwaitedRequest call) {
		String correlationId = call.head().correlationId();
		if (this.calls.putIfAbsent(correlationId, call) != null) {
			throw new WrongRequestException(
					"A call with correlation id '%s' is open already: choose another one".formatted(correlationId));
		}
	}

	void remove(Request call) {
		this.calls.remove(call.head().correlationId(), call);
		checkDrained();
	}

	int size() {
		return this.calls.size();
	}

	long answered() {
		return this.answered.sum();
	}

	long late() {
		return this.late.sum();
	}

	/** Completes when no call is open any more. */
	CompletableFuture<@Nullable Void> drained() {
		CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
		this.drained = future;
		checkDrained();
		return future;
	}

	private void checkDrained() {
		CompletableFuture<@Nullable Void> future = this.drained;
		if (future != null && this.calls.isEmpty()) {
			future.complete(null);
		}
	}

	void failAll(Function<Request, AmphoraException> failure) {
		this.calls.values().forEach((call) -> call.fail(failure.apply(call)));
	}

	@Override
	public void handle(Delivery delivery) {
		String correlationId = delivery.properties().getCorrelationId();
		AwaitedRequest call = (correlationId != null) ? this.calls.get(correlationId) : null;
		if (call != null) {
			this.answered.increment();
			if (call.answered(delivery)) {
				this.calls.remove(correlationId, call);
				checkDrained();
			}
		}
		else {
			this.late.increment();
		}
		delivery.acknowledge();
	}

}
