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

package io.amphora.server;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A reply that a request asks for, and how long to try to send it. Thread-safe: the
 * monitor guards {@link #decided} and {@link #counted}.
 */
final class RequestedReply {

	/** How long to keep trying if the request has no expiration. */
	private static final Duration USUAL = Duration.ofMinutes(1);

	/**
	 * How long one caller may delay the settlement of a request, and make the server keep
	 * its reply.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	/** How long to keep trying if too many replies are refused: one more time. */
	private static final Duration SHORTEST = Duration.ofMillis(200);

	private final BasicProperties request;

	private final Runnable done;

	private volatile long wantedUntil;

	/** Whether the reply was refused before or has ended, so that it is not counted. */
	private boolean decided;

	private @Nullable RefusedReplies counted;

	private RequestedReply(BasicProperties request, long wantedUntil, Runnable done) {
		this.request = request;
		this.wantedUntil = wantedUntil;
		this.done = done;
	}

	/**
	 * Create an instance.
	 * @param delivery the request
	 * @param done run when the broker has confirmed the reply, or the reply is given up
	 */
	static RequestedReply of(Delivery delivery, Runnable done) {
		return new RequestedReply(delivery.properties(),
				System.nanoTime() + patience(RequestContext.remaining(delivery)).toNanos(), done);
	}

	private static Duration patience(@Nullable Duration remaining) {
		if (remaining == null) {
			return USUAL;
		}
		return (remaining.compareTo(LONGEST) < 0) ? remaining : LONGEST;
	}

	/** Return the properties of the request. */
	BasicProperties request() {
		return this.request;
	}

	/** Return until when the reply may be sent again, a {@link System#nanoTime()}. */
	long wantedUntil() {
		return this.wantedUntil;
	}

	boolean wanted() {
		return System.nanoTime() - this.wantedUntil < 0;
	}

	/**
	 * The broker refuses the reply for now. Unless this may be due to a failover, its
	 * request must not keep others from being received.
	 * @param replies the refused replies of the server
	 */
	synchronized void refused(RefusedReplies replies) {
		Duration failover = replies.refused();
		if (this.decided) {
			return;
		}
		this.decided = true;
		if (replies.add()) {
			this.counted = replies;
		}
		else {
			Duration patience = (failover.compareTo(SHORTEST) > 0) ? failover : SHORTEST;
			long latest = System.nanoTime() + patience.toNanos();
			this.wantedUntil = (this.wantedUntil - latest < 0) ? this.wantedUntil : latest;
		}
	}

	/** The reply is confirmed or given up, so the request can be settled. */
	void end() {
		release();
		this.done.run();
	}

	/** The reply is not sent again. */
	synchronized void release() {
		this.decided = true;
		if (this.counted != null) {
			this.counted.remove();
			this.counted = null;
		}
	}

	/**
	 * Limits the replies that the broker refuses for now, for example because the reply
	 * queue is full. Their requests are not acknowledged, so they count towards the
	 * prefetch. There is no limit at first, because a failover lets the broker refuse all
	 * replies for some seconds. Thread-safe. The monitor guards the fields.
	 */
	static final class RefusedReplies {

		/** Share of the prefetch. */
		private static final int SHARE = 4;

		/** Longer than most failovers, for example after a short network partition. */
		static final Duration FAILOVER = Duration.ofSeconds(20);

		/** Time without refusals after which the next one may be due to a failover. */
		static final Duration QUIET = Duration.ofSeconds(40);

		private final int limit;

		private final LongSupplier nanoTime;

		private int count;

		/** When the broker began to refuse replies and last did so, if it ever did. */
		private long began;

		private long latest;

		private boolean ever;

		RefusedReplies(int prefetch) {
			this(prefetch, System::nanoTime);
		}

		RefusedReplies(int prefetch, LongSupplier nanoTime) {
			this.limit = prefetch / SHARE;
			this.nanoTime = nanoTime;
		}

		/** Record a refusal, and return how long it may still be due to a failover. */
		private synchronized Duration refused() {
			long now = this.nanoTime.getAsLong();
			if (!this.ever || now - this.latest > QUIET.toNanos()) {
				this.ever = true;
				this.began = now;
			}
			this.latest = now;
			return FAILOVER.minusNanos(now - this.began);
		}

		private synchronized boolean add() {
			boolean added = this.count < this.limit;
			if (added) {
				this.count++;
			}
			return added;
		}

		private synchronized void remove() {
			this.count--;
		}

	}

}
