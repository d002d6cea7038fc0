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

package io.amphora.server.direct;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Address that RabbitMQ generates for direct replies: the name of an Erlang process and a
 * key. RabbitMQ closes the connection of a server that publishes to any other address
 * with the same prefix.
 *
 * @since 0.1.0
 */
public final class DirectReplyTo {

	private static final String PREFIX = "amq.rabbitmq.reply-to.";

	private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";

	private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "(" + BASE64 + ")\\." + BASE64);

	/** The node name is a hash, because the real name may be too long. */
	private static final Pattern NODE = Pattern.compile("reply@[0-9]{1,10}");

	/**
	 * Version of Erlang's external term format, and its tags of a process and of an atom.
	 */
	private static final int VERSION = 131;

	private static final int PROCESS = 88;

	private static final int ATOM = 118;

	private static final int SMALL_ATOM = 119;

	/** Number of bytes after the node name: the number, the serial and the creation. */
	private static final int REST = 12;

	private final String node;

	private final int number;

	private final int serial;

	private DirectReplyTo(String node, int number, int serial) {
		this.node = node;
		this.number = number;
		this.serial = serial;
	}

	/**
	 * Return whether a {@code reply_to} asks for a direct reply, even if it is malformed.
	 * @param replyTo the address
	 * @return {@code true} if it begins like the addresses of direct replies
	 */
	public static boolean hasPrefix(String replyTo) {
		return replyTo.startsWith(PREFIX);
	}

	/**
	 * Parse an address that RabbitMQ may have generated.
	 * @param replyTo the address
	 * @return the parts, or {@code null} if the address has another form
	 */
	static @Nullable DirectReplyTo parse(String replyTo) {
		Matcher matcher = FORM.matcher(replyTo);
		if (!matcher.matches()) {
			return null;
		}
		try {
			return parse(ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(1))));
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			return null;
		}
	}

	private static @Nullable DirectReplyTo parse(ByteBuffer term) {
		if (Byte.toUnsignedInt(term.get()) != VERSION || term.get() != PROCESS) {
			return null;
		}
		int length = switch (term.get()) {
			case ATOM -> Short.toUnsignedInt(term.getShort());
			case SMALL_ATOM -> Byte.toUnsignedInt(term.get());
			default -> -1;
		};
		if (length < 0 || term.remaining() != length + REST) {
			return null;
		}
		byte[] name = new byte[length];
		term.get(name);
		String node = new String(name, StandardCharsets.UTF_8);
		return NODE.matcher(node).matches() ? new DirectReplyTo(node, term.getInt(), term.getInt()) : null;
	}

	String node() {
		return this.node;
	}

	/** Return how many bits the number of the process has. */
	int numberBits() {
		return Integer.SIZE - Integer.numberOfLeadingZeros(this.number);
	}

	/** Return how many bits the serial of the process has. */
	int serialBits() {
		return Integer.SIZE - Integer.numberOfLeadingZeros(this.serial);
	}

}
