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

package io.amphora.transport.connection;

import java.util.concurrent.CompletableFuture;

import io.amphora.TopologyException;

/**
 * The futures that complete when a channel is in use. The worker thread of the channel
 * owns this object.
 */
final class ChannelOpening {

	private CompletableFuture<Void> opened = new CompletableFuture<>();

	private CompletableFuture<Void> inUse = new CompletableFuture<>();

	/**
	 * Return a future that completes when the open channel, or the next one, is in use;
	 * exceptionally if it is refused.
	 */
	CompletableFuture<Void> opened() {
		return this.opened;
	}

	/** Return a future that completes when a channel is in use, even after refusals. */
	CompletableFuture<Void> inUse() {
		return this.inUse;
	}

	/** Return whether the channel was refused, or is no longer wanted. */
	boolean hasFailed() {
		return this.opened.isCompletedExceptionally();
	}

	/** Replace completed futures, because the next channel is awaited. */
	void reset() {
		if (this.opened.isDone()) {
			this.opened = new CompletableFuture<>();
		}
		if (this.inUse.isDone()) {
			this.inUse = new CompletableFuture<>();
		}
	}

	void complete() {
		if (hasFailed()) {
			this.opened = new CompletableFuture<>();
		}
		this.opened.complete(null);
		this.inUse.complete(null);
	}

	void refuse(TopologyException cause) {
		this.opened.completeExceptionally(cause);
	}

	void cancel() {
		this.opened.cancel(false);
		this.inUse.cancel(false);
	}

}
