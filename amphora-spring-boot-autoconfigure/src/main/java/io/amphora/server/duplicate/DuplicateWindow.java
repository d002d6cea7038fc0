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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import io.amphora.transport.DirectReplies;
import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Recognizes a request that is delivered again while its function runs or after the
 * reply, so that it gets the same reply and does not run again. The oldest replies are
 * forgotten first. The monitor guards the fields; replies are sent outside of it.
 *
 * @since 0.1.0
 */
public final class DuplicateWindow {

	private final Limits limits;

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
	public DuplicateWindow(Limits limits, BiConsumer<Delivery, ReplyContent> replySender,
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

	/**
	 * Limits on the replies that a server remembers.
	 *
	 * @param count the maximum number of replies, or 0 for none
	 * @param size the maximum total size
	 * @param time how long to remember a reply
	 */
	public record Limits(int count, DataSize size, Duration time) {

		/** 10,000 replies with at most 16 MB in five minutes. */
		public static final Limits DEFAULT = new Limits(10_000, DataSize.ofMegabytes(16), Duration.ofMinutes(5));

		public Limits {
			Assert.isTrue(count >= 0, "The number of remembered replies must not be negative");
			time = Durations.requirePositive(time, "time");
			Assert.isTrue(size.toBytes() > 0, "The size of remembered replies must be larger than zero");
		}

	}

	/**
	 * A request that is running on this server or has its reply. Guarded by the monitor
	 * of the window.
	 */
	private static final class KnownRequest {

		/**
		 * Approximate number of bytes for ids of usual length and the objects around
		 * them.
		 */
		private static final int OVERHEAD = 500;

		private static final int USUAL_IDS = 300;

		private static final String DIRECT = DirectReplies.REPLY_TO + ".";

		final String messageId;

		private final @Nullable String correlationId;

		private final @Nullable String replyTo;

		/** The delivery that is running, {@code null} after the reply. */
		private @Nullable Delivery first;

		private List<Delivery> copies = List.of();

		private @Nullable ReplyContent content;

		private long repliedAt;

		KnownRequest(String messageId, Delivery first) {
			BasicProperties properties = first.properties();
			this.messageId = messageId;
			this.correlationId = properties.getCorrelationId();
			this.replyTo = properties.getReplyTo();
			this.first = first;
		}

		/**
		 * Another caller may use the same message id and must not get this reply.
		 */
		boolean isOf(Delivery delivery) {
			BasicProperties properties = delivery.properties();
			return Objects.equals(this.correlationId, properties.getCorrelationId())
					&& isSameReplyTo(properties.getReplyTo());
		}

		/**
		 * The address of a direct reply names a channel, which is a different one after a
		 * reconnect.
		 */
		private boolean isSameReplyTo(@Nullable String other) {
			return Objects.equals(this.replyTo, other) || (isDirect(this.replyTo) && isDirect(other));
		}

		private static boolean isDirect(@Nullable String replyTo) {
			return replyTo != null && replyTo.startsWith(DIRECT);
		}

		boolean isRunBy(Delivery delivery) {
			return this.first == delivery;
		}

		void addCopy(Delivery copy) {
			if (this.copies.isEmpty()) {
				this.copies = new ArrayList<>();
			}
			this.copies.add(copy);
		}

		List<Delivery> takeLostCopies() {
			List<Delivery> lost = this.copies.stream().filter(Delivery::lost).toList();
			if (!lost.isEmpty()) {
				this.copies.removeAll(lost);
			}
			return lost;
		}

		List<Delivery> takeCopies() {
			List<Delivery> taken = this.copies;
			this.copies = List.of();
			return taken;
		}

		void replied(ReplyContent newContent, long now) {
			this.content = newContent;
			this.repliedAt = now;
			this.first = null;
		}

		@Nullable ReplyContent content() {
			return this.content;
		}

		long repliedAt() {
			return this.repliedAt;
		}

		int size() {
			int ids = size(this.messageId) + size(this.correlationId) + size(this.replyTo);
			return OVERHEAD + Math.max(0, ids - USUAL_IDS) + ((this.content != null) ? this.content.body().length : 0);
		}

		private static int size(@Nullable String id) {
			return (id != null) ? id.length() * Character.BYTES : 0;
		}

	}

}
