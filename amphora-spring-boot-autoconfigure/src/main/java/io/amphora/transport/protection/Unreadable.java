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

import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a message was replaced by one that is safe to read. The replacement has a
 * header with the reason, and no other headers.
 *
 * @since 0.1.0
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

	/**
	 * Return why a message was replaced.
	 * @param properties the properties of the message
	 * @return the reason as text, or {@code null} if the message was not replaced
	 */
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
