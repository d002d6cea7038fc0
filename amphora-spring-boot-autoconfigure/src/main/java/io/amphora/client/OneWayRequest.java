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

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * A request without a reply.
 */
final class OneWayRequest extends ClientRequest {

	private final CompletableFuture<@Nullable Void> published = new CompletableFuture<>();

	OneWayRequest(RequestData data) {
		super(data);
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
