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

package io.amphora.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.AmphoraException;
import io.amphora.CallStage;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A call that is waiting for its reply.
 */
final class PendingCall extends RequestWithReply {

	private final CompletableFuture<Delivery> reply = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> published = new CompletableFuture<>();

	private final boolean idempotent;

	private volatile boolean hasThread;

	private final AtomicBoolean excludedFromBatches;

	PendingCall(RequestData data, boolean idempotent, boolean excludedFromBatches) {
		super(data);
		this.idempotent = idempotent;
		this.excludedFromBatches = new AtomicBoolean(excludedFromBatches);
	}

	/** Create a call whose request was sent by an earlier client. */
	static PendingCall claimed(RequestData data) {
		PendingCall call = new PendingCall(data, false, true);
		call.reached(CallStage.CLAIMED);
		return call;
	}

	/**
	 * Return whether the request may be sent again although its function may have run.
	 */
	boolean idempotent() {
		return this.idempotent;
	}

	/** Return whether the call must not be part of a batch. */
	boolean excludedFromBatches() {
		return this.excludedFromBatches.get();
	}

	/**
	 * Exclude the call from batches.
	 * @param mayHaveRun whether the function may have run
	 * @return {@code false} if the call was excluded before
	 */
	boolean excludeFromBatches(boolean mayHaveRun) {
		boolean first = this.excludedFromBatches.compareAndSet(false, true);
		if (first && !mayHaveRun) {
			// treat it as if it had not been sent
			reached(CallStage.HELD);
		}
		return first;
	}

	/** Declare that the current thread is going to wait for the reply. */
	void markBlocking() {
		this.hasThread = true;
	}

	@Override
	boolean hasThread() {
		return this.hasThread;
	}

	/**
	 * Return the future that completes with the reply, or with the exception that ends
	 * the call.
	 */
	CompletableFuture<Delivery> reply() {
		return this.reply;
	}

	/**
	 * Return the future that completes when the broker confirms the request, or with the
	 * reply if that arrives first.
	 */
	CompletableFuture<@Nullable Void> publishedFuture() {
		return this.published;
	}

	@Override
	boolean replied(Delivery delivery) {
		reached(CallStage.REPLIED);
		this.published.complete(null);
		if (!this.reply.complete(delivery)) {
			countLateReply();
		}
		return true;
	}

	@Override
	public boolean wanted() {
		return !this.reply.isDone() && !ending();
	}

	@Override
	void published() {
		this.published.complete(null);
	}

	@Override
	boolean fail(AmphoraException failure) {
		this.published.completeExceptionally(failure);
		return this.reply.completeExceptionally(failure);
	}

}
