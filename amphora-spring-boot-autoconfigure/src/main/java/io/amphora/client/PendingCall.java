package io.amphora.client;

import java.util.concurrent.CompletableFuture;

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

	PendingCall(RequestHead head) {
		super(head);
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
		this.answer.complete(delivery);
		return true;
	}

	@Override
	public boolean wanted() {
		return !this.answer.isDone();
	}

	@Override
	void published() {
		this.published.complete(null);
	}

	@Override
	void fail(AmphoraException failure) {
		this.published.completeExceptionally(failure);
		this.answer.completeExceptionally(failure);
	}

}
