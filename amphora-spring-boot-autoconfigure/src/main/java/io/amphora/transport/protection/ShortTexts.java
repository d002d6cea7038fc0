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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that cannot be written, although they may have been read. AMQP limits the
 * text of a property and the name of a header to 255 bytes. The Java client reads bytes
 * that are not UTF-8 as a character of three bytes, and texts in a batch may be longer
 * anyway.
 *
 * @since 0.1.0
 */
public final class ShortTexts {

	private static final int MAX_BYTES = 255;

	/** Maximum number of UTF-8 bytes per character. */
	private static final int LONGEST = 3;

	private ShortTexts() {
	}

	/**
	 * Return whether a text can be written.
	 * @param text the text, or {@code null}
	 * @return {@code false} if it is too long
	 */
	public static boolean fits(@Nullable String text) {
		return text == null || text.length() * LONGEST <= MAX_BYTES
				|| (text.length() <= MAX_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
	}

	/**
	 * Find a property that cannot be written.
	 * @param properties the properties of a message
	 * @return its name, or {@code null} if all properties can be written
	 */
	public static @Nullable String misfit(BasicProperties properties) {
		if (!fits(properties.getMessageId())) {
			return "message_id";
		}
		if (!fits(properties.getCorrelationId())) {
			return "correlation_id";
		}
		if (!fits(properties.getReplyTo())) {
			return "reply_to";
		}
		if (!fits(properties.getAppId())) {
			return "app_id";
		}
		if (!fits(properties.getContentType()) || !fits(properties.getContentEncoding())) {
			return "content_type or content_encoding";
		}
		if (!fits(properties.getType()) || !fits(properties.getExpiration()) || !fits(properties.getUserId())
				|| !fits(properties.getClusterId())) {
			return "type, expiration, user_id or cluster_id";
		}
		return namesFit(properties.getHeaders()) ? null : "headers";
	}

	/** Avoids streams for tables, because each message is checked. */
	private static boolean namesFit(@Nullable Object value) {
		if (value instanceof Map<?, ?> table) {
			for (Map.Entry<?, ?> entry : table.entrySet()) {
				if (!fits(entry.getKey().toString()) || !namesFit(entry.getValue())) {
					return false;
				}
			}
		}
		return !(value instanceof List<?> list) || list.stream().allMatch(ShortTexts::namesFit);
	}

}
