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

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.fanout.EarlyEnd;
import io.amphora.client.fanout.FanoutServers;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a gathered call without an expected number of replies ends: when all known
 * servers have replied, or after a quiet period without a further reply. Thread-safe: the
 * monitor guards the fields.
 */
final class GatherCompletion {

	private final EarlyEnd earlyEnd;

	private final RequestData data;

	private final boolean ends;

	private final Runnable end;

	/** The known servers that have not replied. */
	private final Set<String> missing;

	private final Set<String> replied = new HashSet<>();

	/** Whether the servers that may reply are known. */
	private boolean known;

	/** Whether all replies name their servers. */
	private boolean named = true;

	private boolean over;

	private long sentAt;

	/** The total idle time of the client at which the quiet period ends. */
	private long idleTimeAtEnd;

	private @Nullable Future<?> timer;

	/**
	 * Create the completion of a call.
	 * @param earlyEnd how calls end before their deadline
	 * @param data the data of the call
	 * @param open whether the call has no expected number of replies
	 * @param end ends the call; called at the end of the quiet period
	 */
	GatherCompletion(EarlyEnd earlyEnd, RequestData data, boolean open, Runnable end) {
		this.earlyEnd = earlyEnd;
		this.data = data;
		this.ends = open && earlyEnd.enabled();
		this.end = end;
		this.sentAt = earlyEnd.nanoTime().getAsLong();
		this.missing = new HashSet<>(this.ends ? earlyEnd.servers().known(data.function()) : Set.of());
		this.known = !this.missing.isEmpty();
	}

	/**
	 * Called when the request is sent: time in the send buffer must not extend the quiet
	 * period.
	 */
	synchronized void sent() {
		this.sentAt = this.earlyEnd.nanoTime().getAsLong();
	}

	/**
	 * Record a reply, which may arrive after the end. The quiet period starts when it is
	 * consumed.
	 */
	synchronized void replied(BasicProperties reply) {
		cancelTimer();
		if (this.over) {
			this.earlyEnd.servers().repliedLate(this.data.function(), reply);
			return;
		}
		String name = FanoutServers.name(reply);
		if (name != null) {
			this.replied.add(name);
			this.missing.remove(name);
		}
		else {
			repliesUnknown();
		}
	}

	/** Record that the replies do not name all servers. */
	synchronized void repliesUnknown() {
		this.known = false;
		this.named = false;
	}

	/**
	 * Handle a reply that was consumed.
	 * @return whether all servers have replied; otherwise the quiet period starts
	 */
	synchronized boolean complete() {
		if (!this.ends || this.over) {
			return false;
		}
		if (allReplied()) {
			return true;
		}
		Duration quietPeriod = quietPeriod();
		this.idleTimeAtEnd = this.earlyEnd.idleTime().nanos() + quietPeriod.toNanos();
		startTimer(quietPeriod);
		return false;
	}

	/**
	 * Cancels the previous timer first, because a timer that was not cancelled in time
	 * may also get here.
	 */
	private void startTimer(Duration delay) {
		cancelTimer();
		try {
			this.timer = this.earlyEnd.timer().apply(this::elapsed, delay);
		}
		catch (RejectedExecutionException ex) {
			// the client is being closed, which ends the call
		}
	}

	private void elapsed() {
		if (quietPeriodOver()) {
			this.end.run();
		}
	}

	/**
	 * Replies may be queued behind a delivery that is being handled. The quiet period
	 * therefore continues after it, at least long enough for a thread to take the next
	 * reply.
	 */
	private synchronized boolean quietPeriodOver() {
		if (this.over || this.timer == null) {
			return false;
		}
		long rest = this.idleTimeAtEnd - this.earlyEnd.idleTime().nanos();
		if (rest > 0) {
			startTimer(Duration.ofNanos(Math.max(rest, this.earlyEnd.quietPeriod().toNanos() / 10)));
		}
		return rest <= 0;
	}

	private boolean allReplied() {
		return this.known && this.missing.isEmpty();
	}

	/**
	 * The quiet period is at least the time that the reply took, because slow servers may
	 * differ by as much.
	 */
	private Duration quietPeriod() {
		Duration elapsed = Duration.ofNanos(this.earlyEnd.nanoTime().getAsLong() - this.sentAt);
		Duration least = this.earlyEnd.quietPeriod();
		return (elapsed.compareTo(least) > 0) ? elapsed : least;
	}

	/** Handle the end of the call, be it early, at its deadline, or by failure. */
	synchronized void ended(boolean failed) {
		this.over = true;
		cancelTimer();
		if (this.ends && !failed) {
			learn(this.earlyEnd.servers(), this.data.function());
		}
		if (this.earlyEnd.enabled()) {
			this.earlyEnd.servers().ended(this.data.correlationId(), this.data.function());
		}
	}

	private void learn(FanoutServers servers, String function) {
		if (!this.named) {
			servers.forget(function);
		}
		else if (allReplied()) {
			servers.replied(function, this.replied);
		}
		else {
			servers.waited(function, this.replied, this.missing);
		}
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

}
