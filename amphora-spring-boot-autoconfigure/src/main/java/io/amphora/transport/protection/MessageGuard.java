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

package io.amphora.transport.protection;

import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Checks frames of a connection before the Java client reads them, and substitutes a
 * readable message for one that would close the connection or exhaust the memory. The
 * thread that reads from the connection owns the fields.
 *
 * @since 0.1.0
 */
public final class MessageGuard {

	private final long maxBody;

	/** Remaining bytes of skipped bodies, by channel. */
	private final Map<Integer, Long> skipping = new HashMap<>();

	/**
	 * Create a guard for one connection.
	 * @param maxBody maximum size of a body in bytes
	 */
	public MessageGuard(long maxBody) {
		this.maxBody = maxBody;
	}

	/**
	 * Check a frame.
	 * @return the frame to pass to the client, or {@code null} for none
	 */
	@Nullable Frame check(Frame frame) {
		return switch (frame.type) {
			case AMQP.FRAME_HEADER -> checkHeader(frame);
			case AMQP.FRAME_BODY -> skips(frame) ? null : frame;
			default -> frame;
		};
	}

	private Frame checkHeader(Frame frame) {
		ContentHeader header = new ContentHeader(frame.getPayload());
		boolean tooLarge = header.bodySize() > this.maxBody || header.bodySize() < 0;
		Unreadable problem = (tooLarge && header.problem() == null) ? Unreadable.BODY : header.problem();
		if (problem == null) {
			return frame;
		}
		if (header.bodySize() != 0) {
			this.skipping.put(frame.channel, header.bodySize());
		}
		return new Frame(frame.type, frame.channel, header.replacement(problem, 0));
	}

	private boolean skips(Frame body) {
		Long left = this.skipping.get(body.channel);
		if (left == null) {
			return false;
		}
		long after = left - body.getPayload().length;
		if (after > 0) {
			this.skipping.put(body.channel, after);
		}
		else {
			this.skipping.remove(body.channel);
		}
		return true;
	}

}
