package io.amphora.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a gathered call without an expected number of replies ends: when all
 * servers that are known have replied, or when no further reply comes for a while.
 * Thread-safe: the monitor guards the fields.
 */
final class GatherWatch {

	private final EarlyEnd earlyEnd;

	private final RequestHead head;

	private final boolean ends;

	private final Runnable end;

	/** The servers that are known and have not replied. */
	private final Set<String> missing;

	private final Set<String> replied = new HashSet<>();

	/** Whether the servers that may reply are known. */
	private boolean known;

	/** Whether the replies tell which servers there are. */
	private boolean named = true;

	private boolean over;

	private long sentAt;

	/** How long the client has to be idle, in total, before the quiet period is over. */
	private long idleTimeAtEnd;

	private @Nullable Future<?> timer;

	/**
	 * Create a watch.
	 * @param earlyEnd how calls end early
	 * @param head the call
	 * @param open whether the call has no expected number of replies
	 * @param end ends the call; called at the end of the quiet period
	 */
	GatherWatch(EarlyEnd earlyEnd, RequestHead head, boolean open, Runnable end) {
		this.earlyEnd = earlyEnd;
		this.head = head;
		this.ends = open && earlyEnd.enabled();
		this.end = end;
		this.sentAt = earlyEnd.nanoTime().getAsLong();
		this.missing = new HashSet<>(this.ends ? earlyEnd.servers().known(head.function()) : Set.of());
		this.known = !this.missing.isEmpty();
	}

	/** A request that waited for a connection must not make the quiet period longer. */
	synchronized void sent() {
		this.sentAt = this.earlyEnd.nanoTime().getAsLong();
	}

	/**
	 * A reply has come, perhaps after the end. The quiet period begins when it is
	 * consumed.
	 */
	synchronized void replied(BasicProperties reply) {
		cancelTimer();
		if (this.over) {
			this.earlyEnd.servers().repliedLate(this.head.function(), reply);
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

	/** The replies do not tell which servers there are. */
	synchronized void repliesUnknown() {
		this.known = false;
		this.named = false;
	}

	/**
	 * A reply was consumed.
	 * @return whether all servers have replied; otherwise the quiet period begins
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

	/** A timer that could not be cancelled in time may have come here as well. */
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
	 * Replies may wait behind a delivery that is handled, so the quiet period continues
	 * afterwards, for a while at least, in which a thread takes the next one.
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

	/** Servers that take long may differ by as much. */
	private Duration quietPeriod() {
		Duration elapsed = Duration.ofNanos(this.earlyEnd.nanoTime().getAsLong() - this.sentAt);
		Duration least = this.earlyEnd.quietPeriod();
		return (elapsed.compareTo(least) > 0) ? elapsed : least;
	}

	/** The call has ended early, at its deadline, or with a failure. */
	synchronized void ended(boolean failed) {
		this.over = true;
		cancelTimer();
		if (this.ends && !failed) {
			learn(this.earlyEnd.servers(), this.head.function());
		}
		if (this.earlyEnd.enabled()) {
			this.earlyEnd.servers().ended(this.head.correlationId(), this.head.function());
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
