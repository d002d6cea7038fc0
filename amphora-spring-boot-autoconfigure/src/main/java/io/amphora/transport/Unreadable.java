package io.amphora.transport;

import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a message was replaced by one that is safe to read. The replacement has a
 * header with the reason, and no other headers.
 */
enum Unreadable {

	/** The headers exceed a limit. */
	HEADERS("its headers are too many, too large or nested too deep"),

	/** The body exceeds a limit. */
	BODY("its body is larger than the connection accepts ('amphora.serializer.max-body')"),

	/** The properties cannot be read. */
	MALFORMED("its properties have no form that AMQP knows");

	/** Read by Amphora only. If a peer sets it, its message is refused. */
	static final String HEADER = "amphora-unreadable";

	private final String reason;

	Unreadable(String reason) {
		this.reason = reason;
	}

	/** Return the reason as text, or {@code null} if the message was not replaced. */
	static @Nullable String reason(BasicProperties properties) {
		Map<String, Object> headers = properties.getHeaders();
		Object name = (headers != null) ? headers.get(HEADER) : null;
		if (name == null) {
			return null;
		}
		for (Unreadable value : values()) {
			if (value.name().equals(name.toString())) {
				return value.reason;
			}
		}
		return MALFORMED.reason;
	}

}
