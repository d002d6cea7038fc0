package io.amphora.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.amphora.serializer.RpcResult;
import io.amphora.transport.Delivery;
import io.amphora.transport.Drain;
import io.amphora.transport.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Brings requests to their end: they are answered, and acknowledged once the broker has
 * the answer, or they go back to their queue. Copies of a request share its end. What
 * brings a request to its end does not throw. Thread-safe.
 */
final class RequestSettlement {

	private static final Log logger = LogFactory.getLog(RequestSettlement.class);

	private final Answering answering;

	private final DuplicateWindow duplicates;

	private final ServerCounters counters;

	private final EarlyAcknowledged earlyAcknowledged = new EarlyAcknowledged();

	/** How many requests are on their way back to their queues. */
	private final AtomicInteger returning = new AtomicInteger();

	private final Drain allReturned = new Drain(() -> this.returning.get() == 0);

	RequestSettlement(Answering answering, DuplicateLimits duplicateLimits, ServerCounters counters) {
		this.answering = answering;
		this.duplicates = new DuplicateWindow(duplicateLimits, this::answerCopy);
		this.counters = counters;
	}

	EarlyAcknowledged earlyAcknowledged() {
		return this.earlyAcknowledged;
	}

	/** A request is in hand; each must be ended by one of the other methods. */
	void begin() {
		this.counters.running.incrementAndGet();
	}

	/** A request is in hand no longer, as somebody else takes care of it. */
	void end() {
		this.counters.running.decrementAndGet();
	}

	/**
	 * Acknowledge a request that asks for an answer which must not, or cannot, be sent.
	 * @return {@code false} if the request can be answered
	 */
	boolean drop(Delivery delivery) {
		if (this.answering.answerable(delivery.properties())) {
			return false;
		}
		this.answering.undeliverable(delivery.properties(), "cannot be answered");
		acknowledge(delivery);
		return true;
	}

	/** Whether it is a copy of a request that runs or was answered: it is dealt with. */
	boolean isCopy(Delivery delivery) {
		return this.duplicates.knows(delivery);
	}

	/**
	 * The request will not be answered here.
	 * @return its copies
	 */
	List<Delivery> forget(Delivery delivery) {
		return this.duplicates.forget(delivery);
	}

	/** The request will not be answered here, nor are its copies. */
	void giveBackCopies(Delivery delivery) {
		forget(delivery).forEach(this::giveBack);
	}

	void answer(RequestContext context, RpcResult result) {
		Delivery delivery = context.delivery();
		try {
			Response response = this.answering.write(context, result);
			this.answering.send(delivery, response, () -> answered(delivery, response));
		}
		catch (Throwable ex) {
			abandon(delivery, ex);
		}
	}

	/** What the caller gets in place of a result. */
	RpcResult result(Throwable failure) {
		return this.answering.result(failure);
	}

	/** The log has what callers are not told. */
	void log(RequestContext context, Throwable failure) {
		this.answering.log(context, failure);
	}

	/** What callers get to know of why, behind a sentence of the server's own. */
	String reason(Throwable failure) {
		return this.answering.reason(failure);
	}

	/** Answer a request that is settled by other means once the answer is on its way. */
	void answer(Delivery delivery, RpcResult result, Runnable done) {
		Response response = this.answering.write(delivery.properties(), result);
		this.answering.send(delivery, response, done);
	}

	private void answered(Delivery delivery, Response response) {
		try {
			this.duplicates.answered(delivery, response);
		}
		finally {
			acknowledge(delivery);
		}
	}

	/**
	 * There is no answer, not even one that says so. Another server may succeed; but a
	 * request that comes again is dropped, or it would circle.
	 */
	private void abandon(Delivery delivery, Throwable cause) {
		Unexpected.log(logger, "A request cannot be answered; it goes back to its queue once, then it is dropped",
				cause);
		giveBackCopies(delivery);
		end();
		delivery.reject(!delivery.redelivered());
		this.earlyAcknowledged.answered(delivery);
	}

	private void answerCopy(Delivery copy, Response response) {
		this.counters.duplicates.increment();
		this.answering.send(copy, response, () -> acknowledge(copy));
	}

	/** Have the caller send a request of a batch again, alone. */
	void askAlone(Delivery part, RpcResult reason) {
		try {
			this.answering.send(part, this.answering.alone(reason), () -> acknowledge(part));
		}
		catch (Throwable ex) {
			abandon(part, ex);
		}
	}

	/** Answer a request and have its queue dead-letter it, if it does that. */
	void giveUp(Delivery delivery, RpcResult result) {
		try {
			Response response = this.answering.write(delivery.properties(), result);
			this.answering.send(delivery, response, () -> givenUp(delivery, response));
		}
		catch (Throwable ex) {
			abandon(delivery, ex);
		}
	}

	private void givenUp(Delivery delivery, Response response) {
		try {
			this.duplicates.answered(delivery, response);
		}
		finally {
			end();
			delivery.reject(false);
		}
	}

	private void giveBack(Delivery delivery) {
		end();
		delivery.reject(true);
	}

	/** A request was lost before its function began: the next server answers it. */
	void leave(Delivery delivery) {
		giveBackCopies(delivery);
		end();
	}

	/**
	 * Give a request back in a way that takes time.
	 * @param action gives it back, and runs its argument once when that is done; must not
	 * throw
	 */
	void giveBack(Consumer<Runnable> action) {
		this.returning.incrementAndGet();
		action.accept(() -> {
			this.returning.decrementAndGet();
			this.allReturned.check();
		});
	}

	/** Completes when all that is given back is in its queue, or after a time. */
	CompletableFuture<Void> allReturned(Duration patience) {
		return this.allReturned.await(patience);
	}

	void acknowledge(Delivery delivery) {
		end();
		delivery.acknowledge();
		this.earlyAcknowledged.answered(delivery);
	}

}
