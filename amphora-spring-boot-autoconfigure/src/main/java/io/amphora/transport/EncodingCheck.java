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

package io.amphora.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import io.amphora.WrongRequestException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses messages that cannot be encoded, before the channel counts them. The Java
 * client detects them only while it publishes, when it is uncertain what the channel has
 * sent.
 * <p>
 * AMQP limits the text of a property and the name of a header to 255 bytes. A text that
 * was read can nevertheless be longer: the Java client reads bytes that are not UTF-8 as
 * a character of three bytes, and texts in a batch are not limited.
 *
 * @since 0.1.0
 */
public final class EncodingCheck {

	private static final int MAX_TEXT = 255;

	/**
	 * Size of headers, in bytes, with which the header of a message fits into any frame.
	 */
	private static final int SMALL = 1000;

	/** Maximum number of UTF-8 bytes per character. */
	private static final int LONGEST = 3;

	/** Upper limit for the overhead of a field besides its name and text. */
	private static final int FIELD = 16;

	private EncodingCheck() {
	}

	/**
	 * Return whether a text can be written.
	 * @param text the text, or {@code null}
	 * @return {@code false} if it is too long
	 */
	public static boolean fits(@Nullable String text) {
		return text == null || text.length() * LONGEST <= MAX_TEXT
				|| (text.length() <= MAX_TEXT && text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT);
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

	/**
	 * Check that a message can be encoded.
	 * @throws RuntimeException if it cannot
	 */
	static void check(OutgoingMessage message, BasicProperties properties, Channel channel) {
		if (!fits(message.exchange()) || !fits(message.routingKey())) {
			throw new WrongRequestException(
					"The message cannot be sent: its exchange or routing key is longer than 255 bytes");
		}
		String misfit = misfit(properties);
		if (misfit != null) {
			throw new WrongRequestException(
					"The message cannot be sent: of its %s, something is longer than 255 bytes".formatted(misfit));
		}
		if (!small(properties.getHeaders())) {
			encode(properties, channel.getConnection().getFrameMax());
		}
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
		return !(value instanceof List<?> list) || list.stream().allMatch(EncodingCheck::namesFit);
	}

	/** Return whether the headers are small and of simple types. */
	private static boolean small(@Nullable Map<String, Object> headers) {
		int size = 0;
		if (headers != null) {
			for (Map.Entry<String, Object> header : headers.entrySet()) {
				size += FIELD + LONGEST * header.getKey().length();
				if (header.getValue() instanceof String text) {
					size += LONGEST * Math.min(SMALL, text.length());
				}
				else if (!(header.getValue() instanceof Integer || header.getValue() instanceof Long
						|| header.getValue() instanceof Boolean)) {
					return false;
				}
			}
		}
		return size <= SMALL;
	}

	private static void encode(BasicProperties properties, int frameMax) {
		try {
			int size = properties.toFrame(0, 0).size();
			if (frameMax > 0 && size > frameMax) {
				throw new WrongRequestException(
						"The message cannot be sent: its headers have %d bytes, and the broker accepts %d"
							.formatted(size, frameMax));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
