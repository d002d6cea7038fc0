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

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.amphora.CallScope;
import io.amphora.client.fanout.FanoutReply;

/**
 * Passes replies from the thread that delivers them to the reader of a stream. An empty
 * element marks the end.
 *
 * @param <T> the type of the results
 */
final class ReplyStream<T> implements Consumer<FanoutReply<T>> {

	private final BlockingQueue<Optional<FanoutReply<T>>> queue = new LinkedBlockingQueue<>();

	Stream<FanoutReply<T>> of(PendingGather<T> gather) {
		gather.gathered().whenComplete((replies, failure) -> this.queue.add(Optional.empty()));
		return StreamSupport.stream(new Reader(gather), false).onClose(() -> gather.gathered().cancel(false));
	}

	@Override
	public void accept(FanoutReply<T> reply) {
		this.queue.add(Optional.of(reply));
	}

	/** Owned by the thread that reads the stream. */
	private final class Reader extends AbstractSpliterator<FanoutReply<T>> {

		private final PendingGather<T> gather;

		private boolean ended;

		Reader(PendingGather<T> gather) {
			super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
			this.gather = gather;
		}

		@Override
		public boolean tryAdvance(Consumer<? super FanoutReply<T>> action) {
			Optional<FanoutReply<T>> next = this.ended ? Optional.empty() : take();
			if (next.isPresent()) {
				action.accept(next.get());
				return true;
			}
			this.ended = true;
			BlockingCalls.outcome(this.gather.gathered());
			return false;
		}

		private Optional<FanoutReply<T>> take() {
			Optional<FanoutReply<T>> present = ReplyStream.this.queue.poll();
			if (present != null) {
				return present;
			}
			CallScope scope = CallScope.current();
			if (scope == null) {
				return await();
			}
			scope.blocked();
			try {
				return await();
			}
			finally {
				scope.unblocked();
			}
		}

		private Optional<FanoutReply<T>> await() {
			try {
				return ReplyStream.this.queue.take();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				this.gather.gathered().cancel(false);
				throw this.gather.interrupted(ex);
			}
		}

	}

}
