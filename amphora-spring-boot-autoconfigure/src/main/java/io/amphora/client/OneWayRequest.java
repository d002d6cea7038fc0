package io.amphora.client;

import java.util.concurrent.CompletableFuture;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * A request without a reply.
 */
final class OneWayRequest extends ClientRequest {

	private final CompletableFuture<@Nullable Void> published = new CompletableFuture<>();

	OneWayRequest(RequestData head) {
		super(head);
	}

	CompletableFuture<@Nullable Void> publishedFuture() {
		return this.published;
	}

	@Override
	@Nullable String replyTo() {
		return null;
	}

	@Override
	public boolean wanted() {
		return !this.published.isDone() && !ending();
	}

	@Override
	void published() {
		this.published.complete(null);
	}

	@Override
	boolean fail(AmphoraException failure) {
		giveUp();
		return this.published.completeExceptionally(failure);
	}

}
