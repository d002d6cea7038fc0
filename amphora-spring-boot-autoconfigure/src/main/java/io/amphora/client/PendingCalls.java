package io.amphora.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import io.amphora.AmphoraException;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;

/**
 * The calls that wait for an answer, by correlation id, and the handler that gives each
 * its answer. Thread-safe.
 */
final class PendingCalls implements DeliveryHandler {

	private final Map<String, AwaitedRequest> calls = new ConcurrentHashMap<>();

	private final LongAdder answered = new LongAdder();

	private final LongAdder late = new LongAdder();

	void add(AwaitedRequest call) {
		this.calls.put(call.messageId(), call);
	}

	void remove(Request call) {
		this.calls.remove(call.messageId());
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
			}
		}
		else {
			this.late.increment();
		}
		delivery.acknowledge();
	}

}
