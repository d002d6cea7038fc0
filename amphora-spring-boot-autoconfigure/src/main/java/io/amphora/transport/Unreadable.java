package io.amphora.transport;

import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Why a message was replaced by one that can be read without harm. The replacement has a
 * header that says so, and no other headers.
 */
enum Unreadable {

	HEADERS("its headers are too many, too large or nested too deep"),

	BODY("its body is larger than the connection accepts ('amphora.serializer.max-body')"),

	MALFORMED("its properties have no form that AMQP knows");

	/** Read by Amphora only; a peer that sets it has its own message refused. */
	static final String HEADER = "amphora-unreadable";

	private final String reason;

	Unreadable(String reason) {
		this.reason = reason;
	}

	/** The reason in words, or {@code null} for a message as it was sent. */
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
