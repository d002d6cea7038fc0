package io.amphora.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.AmphoraException;
import io.amphora.CallStage;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its answer.
 */
final class PendingCall extends AwaitedRequest {

	private final CompletableFuture<Delivery> answer = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> published = new CompletableFuture<>();

	private final boolean idempotent;

	private volatile boolean hasThread;

	private final AtomicBoolean alone;

	PendingCall(RequestHead head, boolean idempotent, boolean alone) {
		super(head);
		this.idempotent = idempotent;
		this.alone = new AtomicBoolean(alone);
	}

	/** A call whose request is that of an earlier client. */
	static PendingCall claimed(RequestHead head) {
		PendingCall call = new PendingCall(head, false, true);
		call.reached(CallStage.CLAIMED);
		return call;
	}

	/** Whether the request may be sent again although its function may have run. */
	boolean idempotent() {
		return this.idempotent;
	}

	/** Whether the call has to travel alone, or has done so already. */
	boolean alone() {
		return this.alone.get();
	}

	/**
	 * Decide that the call travels alone from now on.
	 * @param mayHaveRun whether a function may have run for it
	 * @return {@code false} if that was decided before
	 */
	boolean separate(boolean mayHaveRun) {
		boolean first = this.alone.compareAndSet(false, true);
		if (first && !mayHaveRun) {
			// it is as if it had never been sent
			reached(CallStage.HELD);
		}
		return first;
	}

	/** Tell that the current thread is going to wait for the answer. */
	void waitedFor() {
		this.hasThread = true;
	}

	@Override
	boolean hasThread() {
		return this.hasThread;
	}

	/** Completes with the answer, or with the exception that ends the call. */
	CompletableFuture<Delivery> answer() {
		return this.answer;
	}

	/** Completes when the broker has the request, or with the answer if that is first. */
	CompletableFuture<@Nullable Void> publishedFuture() {
		return this.published;
	}

	@Override
	boolean answered(Delivery delivery) {
		reached(CallStage.ANSWERED);
		this.published.complete(null);
		if (!this.answer.complete(delivery)) {
			late();
		}
		return true;
	}

	@Override
	public boolean wanted() {
		return !this.answer.isDone() && !ending();
	}

	@Override
	void published() {
		this.published.complete(null);
	}

	@Override
	boolean fail(AmphoraException failure) {
		this.published.completeExceptionally(failure);
		return this.answer.completeExceptionally(failure);
	}

}
