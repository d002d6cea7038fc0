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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import io.amphora.transport.DirectReplies;
import org.jspecify.annotations.Nullable;

/**
 * A request that is running on this server or has its reply. Guarded by the monitor of
 * its {@link DuplicateWindow}.
 */
final class KnownRequest {

	/**
	 * Approximate number of bytes for ids of usual length and the objects around them.
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
