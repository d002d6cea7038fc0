package io.amphora.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Knows a request that comes again while its function runs, or after it was answered, so
 * that it is answered and not run again. The oldest answers are forgotten first. The
 * monitor guards the fields; answers are sent outside of it.
 */
final class DuplicateWindow {

	private final DuplicateLimits limits;

	private final BiConsumer<Delivery, Response> answering;

	private final Map<String, KnownRequest> byMessageId = new HashMap<>();

	private final Deque<KnownRequest> answered = new ArrayDeque<>();

	private long size;

	/**
	 * Create a window.
	 * @param limits what to remember
	 * @param answering gives an answer to a copy of a request
	 */
	DuplicateWindow(DuplicateLimits limits, BiConsumer<Delivery, Response> answering) {
		this.limits = limits;
		this.answering = answering;
	}

	/**
	 * Take care of a request if it is known, or remember that it runs from now on.
	 * @return {@code true} if it must not run
	 */
	boolean knows(Delivery delivery) {
		String messageId = delivery.properties().getMessageId();
		if (messageId == null || this.limits.count() == 0) {
			return false;
		}
		@Nullable Response answer;
		synchronized (this) {
			forgetOld();
			KnownRequest known = this.byMessageId.putIfAbsent(messageId, new KnownRequest(messageId, delivery));
			if (known == null || !known.isOf(delivery)) {
				return false;
			}
			answer = known.answer();
			if (answer == null) {
				known.addCopy(delivery);
				return true;
			}
		}
		this.answering.accept(delivery, answer);
		return true;
	}

	/** A request is answered; so are its copies, now. */
	void answered(Delivery delivery, Response answer) {
		List<Delivery> copies;
		synchronized (this) {
			KnownRequest known = running(delivery);
			if (known == null) {
				return;
			}
			known.answered(answer, System.nanoTime());
			this.answered.addLast(known);
			this.size += known.size();
			copies = known.takeCopies();
			forgetOld();
		}
		if (!copies.isEmpty()) {
			copies.forEach((copy) -> this.answering.accept(copy, answer));
		}
	}

	/**
	 * A request runs no longer, and is not answered.
	 * @return its copies
	 */
	synchronized List<Delivery> forget(Delivery delivery) {
		KnownRequest known = running(delivery);
		if (known == null) {
			return List.of();
		}
		this.byMessageId.remove(known.messageId);
		return known.takeCopies();
	}

	private @Nullable KnownRequest running(Delivery delivery) {
		KnownRequest known = this.byMessageId.get(delivery.properties().getMessageId());
		return (known != null && known.isRunBy(delivery)) ? known : null;
	}

	private void forgetOld() {
		KnownRequest oldest = this.answered.peekFirst();
		while (oldest != null && isTooOld(oldest)) {
			this.answered.removeFirst();
			this.byMessageId.remove(oldest.messageId);
			this.size -= oldest.size();
			oldest = this.answered.peekFirst();
		}
	}

	private boolean isTooOld(KnownRequest oldest) {
		return this.answered.size() > this.limits.count() || this.size > this.limits.size().toBytes()
				|| System.nanoTime() - oldest.answeredAt() > this.limits.time().toNanos();
	}

	/** How many requests it knows. */
	synchronized int count() {
		return this.byMessageId.size();
	}

}
