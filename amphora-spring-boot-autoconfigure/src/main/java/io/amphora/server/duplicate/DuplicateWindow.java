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

package io.amphora.server.duplicate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a request that is delivered again while its function runs or after the
 * reply, so that it gets the same reply and does not run again. The oldest replies are
 * forgotten first. The monitor guards the fields; replies are sent outside of it.
 *
 * @since 0.1.0
 */
public final class DuplicateWindow {

	private final DuplicateLimits limits;

	private final BiConsumer<Delivery, ReplyContent> replySender;

	private final Consumer<Delivery> lostCopies;

	private final Map<String, KnownRequest> byMessageId = new HashMap<>();

	private final Deque<KnownRequest> replied = new ArrayDeque<>();

	private long size;

	/**
	 * Create a window.
	 * @param limits the limits on remembered replies
	 * @param replySender sends a reply to a copy of a request
	 * @param lostCopies receives each copy that is forgotten because its channel is lost
	 */
	public DuplicateWindow(DuplicateLimits limits, BiConsumer<Delivery, ReplyContent> replySender,
			Consumer<Delivery> lostCopies) {
		this.limits = limits;
		this.replySender = replySender;
		this.lostCopies = lostCopies;
	}

	/**
	 * Handle a request if it is known, or else remember it as running. The broker
	 * delivers a copy whose channel is lost again, so each connection that is lost while
	 * the function runs would otherwise leave a copy behind.
	 * @param delivery the request
	 * @return {@code true} if the request must not run
	 */
	public boolean contains(Delivery delivery) {
		String messageId = delivery.properties().getMessageId();
		if (messageId == null || messageId.isEmpty() || this.limits.count() == 0) {
			return false;
		}
		@Nullable ReplyContent content;
		List<Delivery> lost = List.of();
		synchronized (this) {
			forgetOld();
			KnownRequest known = this.byMessageId.putIfAbsent(messageId, new KnownRequest(messageId, delivery));
			if (known == null || !known.isOf(delivery)) {
				return false;
			}
			content = known.content();
			if (content == null) {
				lost = known.takeLostCopies();
				known.addCopy(delivery);
			}
		}
		lost.forEach(this.lostCopies);
		if (content != null) {
			this.replySender.accept(delivery, content);
		}
		return true;
	}

	/**
	 * Record the reply to a request, and send it to the copies of the request.
	 * @param delivery the request
	 * @param content the reply
	 */
	public void replied(Delivery delivery, ReplyContent content) {
		List<Delivery> copies;
		synchronized (this) {
			KnownRequest known = running(delivery);
			if (known == null) {
				return;
			}
			known.replied(content, System.nanoTime());
			this.replied.addLast(known);
			this.size += known.size();
			copies = known.takeCopies();
			forgetOld();
		}
		if (!copies.isEmpty()) {
			copies.forEach((copy) -> this.replySender.accept(copy, content));
		}
	}

	/**
	 * Forget a request that ends without a reply.
	 * @param delivery the request
	 * @return its copies
	 */
	public synchronized List<Delivery> forget(Delivery delivery) {
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
		KnownRequest oldest = this.replied.peekFirst();
		while (oldest != null && isTooOld(oldest)) {
			this.replied.removeFirst();
			this.byMessageId.remove(oldest.messageId);
			this.size -= oldest.size();
			oldest = this.replied.peekFirst();
		}
	}

	private boolean isTooOld(KnownRequest oldest) {
		return this.replied.size() > this.limits.count() || this.size > this.limits.size().toBytes()
				|| System.nanoTime() - oldest.repliedAt() > this.limits.time().toNanos();
	}

	/** Return the number of known requests. */
	synchronized int count() {
		return this.byMessageId.size();
	}

}
