package io.amphora.transport.protection;

import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a message was replaced by one that is safe to read. The replacement has a
 * header with the reason, and no other headers.
 */
public enum Unreadable {

	/** The headers exceed a limit. */
	HEADERS("its headers are too many, too large or nested too deep"),

	/** The body exceeds a limit. */
	BODY("its body is larger than the connection accepts ('amphora.serializer.max-body')"),

	/** The properties cannot be read. */
	MALFORMED("its properties have no form that AMQP knows");

	/** Ignored if a peer sets it, because peers do not know the mark in its value. */
	static final String HEADER = "amphora-unreadable";

	private static final String MARK = UUID.randomUUID() + " ";

	private final String reason;

	Unreadable(String reason) {
		this.reason = reason;
	}

	/** Return the value of the header. */
	String header() {
		return MARK + name();
	}

	/** Return the reason as text, or {@code null} if the message was not replaced. */
	public static @Nullable String reason(BasicProperties properties) {
		Map<String, Object> headers = properties.getHeaders();
		Object header = (headers != null) ? headers.get(HEADER) : null;
		if (header == null) {
			return null;
		}
		String text = header.toString();
		for (Unreadable value : values()) {
			if (value.header().equals(text)) {
				return value.reason;
			}
		}
		return null;
	}

}
