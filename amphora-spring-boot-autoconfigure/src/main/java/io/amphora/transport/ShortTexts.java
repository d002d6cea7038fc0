package io.amphora.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Finds what cannot be written, though it may have been read. AMQP has 255 bytes for the
 * text of a property or the name of a header, and the Java client reads bytes that are
 * not UTF-8 as a character that takes three. What comes in a batch may be longer anyway.
 */
public final class ShortTexts {

	private static final int MAX_BYTES = 255;

	/** The most bytes that a character takes. */
	private static final int LONGEST = 3;

	private ShortTexts() {
	}

	/**
	 * Whether a text can be written.
	 * @param text the text, if there is one
	 * @return {@code false} if it is too long
	 */
	public static boolean fits(@Nullable String text) {
		return text == null || text.length() * LONGEST <= MAX_BYTES
				|| (text.length() <= MAX_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
	}

	/**
	 * Look for a property that cannot be written.
	 * @param properties the properties of a message
	 * @return its name, or {@code null} if there is none
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

	/** Without streams, as each message is checked. */
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
