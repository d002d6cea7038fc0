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

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message as received from the broker. It is checked before the Java
 * client reads it. The client reads nested headers recursively, in time quadratic to
 * their depth, and closes the connection if it cannot read something. The broker would
 * then redeliver the same message. Used by one thread.
 *
 * @since 0.1.0
 */
public final class ContentHeader {

	/** Half of the usual frame limit, so that a copy can have additional headers. */
	static final int MAX_SIZE = 65_536;

	private static final int BODY_SIZE_AT = 4;

	private static final int FLAGS_AT = 12;

	private static final int PROPERTIES_AT = 14;

	/** Flags of the properties that are present, from the highest bit down. */
	private static final int CONTENT_TYPE = 1 << 15;

	private static final int CONTENT_ENCODING = 1 << 14;

	private static final int HEADERS = 1 << 13;

	/** Delivery mode and priority. */
	private static final int[] OCTETS = { 1 << 12, 1 << 11 };

	/** Correlation id, reply-to, expiration and message id. */
	private static final int[] TEXTS = { 1 << 10, 1 << 9, 1 << 8, 1 << 7 };

	private static final int TIMESTAMP = 1 << 6;

	/** Type, user id, app id and cluster id. */
	private static final int[] MORE_TEXTS = { 1 << 5, 1 << 4, 1 << 3, 1 << 2 };

	/** Announces more properties than AMQP defines. */
	private static final int CONTINUATION = 1;

	private final byte[] payload;

	private final ByteBuffer in;

	private int flags;

	/** Position of the headers, or where they would be. */
	private int headersAt;

	private int headersEnd;

	private @Nullable Unreadable problem;

	ContentHeader(byte[] payload) {
		this.payload = payload;
		this.in = ByteBuffer.wrap(payload);
		try {
			this.flags = Short.toUnsignedInt(this.in.getShort(FLAGS_AT));
			this.in.position(PROPERTIES_AT);
			readProperties();
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException ex) {
			this.problem = Unreadable.MALFORMED;
		}
	}

	/**
	 * Return whether servers can read a message with these properties. The properties of
	 * a copy may have become too large.
	 * @param properties the properties
	 * @return {@code true} if they are readable
	 * @throws IOException if the properties cannot be encoded
	 */
	public static boolean isReadable(BasicProperties properties) throws IOException {
		return new ContentHeader(properties.toFrame(0, 0).getPayload()).problem() == null;
	}

	/** Return why the Java client must not read the header, or {@code null} if it may. */
	@Nullable Unreadable problem() {
		return this.problem;
	}

	/** Return the size of the body in bytes. */
	long bodySize() {
		return (this.payload.length < FLAGS_AT) ? 0 : this.in.getLong(BODY_SIZE_AT);
	}

	private void readProperties() {
		skipTexts(CONTENT_TYPE, CONTENT_ENCODING);
		this.headersAt = this.in.position();
		if (has(HEADERS)) {
			readHeaders();
		}
		this.headersEnd = this.in.position();
		for (int octet : OCTETS) {
			skip(has(octet) ? 1 : 0);
		}
		skipTexts(TEXTS);
		skip(has(TIMESTAMP) ? Long.BYTES : 0);
		skipTexts(MORE_TEXTS);
		if (has(CONTINUATION)) {
			this.problem = Unreadable.MALFORMED;
		}
	}

	private boolean has(int flag) {
		return (this.flags & flag) != 0;
	}

	/** Invalid headers do not affect the other properties. */
	private void readHeaders() {
		int length = this.in.getInt(this.headersAt);
		int end = this.headersAt + Integer.BYTES + length;
		if (length < 0 || length > this.payload.length || end > this.payload.length) {
			throw new IllegalArgumentException("Headers are longer than their frame");
		}
		if (length > MAX_SIZE || !HeaderTable.isReadable(this.payload, this.headersAt)) {
			this.problem = Unreadable.HEADERS;
		}
		this.in.position(end);
	}

	private void skipTexts(int... present) {
		for (int flag : present) {
			if (has(flag)) {
				skip(Byte.toUnsignedInt(this.in.get()));
			}
		}
	}

	private void skip(int count) {
		this.in.position(this.in.position() + count);
	}

	/**
	 * Return the header of the message that replaces this one. It has the same
	 * properties, as far as they can be read. A single header with the reason replaces
	 * the original headers.
	 */
	byte[] replacement(Unreadable reason, long newBodySize) {
		boolean malformed = reason == Unreadable.MALFORMED;
		byte[] headers = headers(reason);
		int before = malformed ? PROPERTIES_AT : this.headersAt;
		int after = malformed ? this.payload.length : this.headersEnd;
		ByteBuffer out = ByteBuffer
			.allocate(Math.max(before, PROPERTIES_AT) + headers.length + this.payload.length - after);
		out.put(this.payload, 0, Math.min(before, this.payload.length)).position(Math.max(before, PROPERTIES_AT));
		out.put(headers).put(this.payload, after, this.payload.length - after);
		out.putLong(BODY_SIZE_AT, newBodySize);
		out.putShort(FLAGS_AT, (short) (malformed ? HEADERS : this.flags | HEADERS));
		return out.array();
	}

	private static byte[] headers(Unreadable reason) {
		byte[] name = Unreadable.HEADER.getBytes(StandardCharsets.US_ASCII);
		byte[] value = reason.header().getBytes(StandardCharsets.US_ASCII);
		int length = 1 + name.length + 1 + Integer.BYTES + value.length;
		return ByteBuffer.allocate(Integer.BYTES + length)
			.putInt(length)
			.put((byte) name.length)
			.put(name)
			.put((byte) 'S')
			.putInt(value.length)
			.put(value)
			.array();
	}

	/**
	 * Checks headers as received from the broker: whether the Java client supports their
	 * types, and can read them quickly. Used by one thread.
	 */
	static final class HeaderTable {

		/** Headers of dead-lettered messages have three levels. */
		static final int MAX_DEPTH = 20;

		/** Number of fields on all levels together. */
		static final int MAX_FIELDS = 2_000;

		private final ByteBuffer in;

		private int fields;

		private HeaderTable(ByteBuffer in) {
			this.in = in;
		}

		/**
		 * Return whether the Java client can read a table.
		 * @param bytes the bytes that contain the table
		 * @param offset the position of the table, which begins with its length
		 */
		static boolean isReadable(byte[] bytes, int offset) {
			HeaderTable table = new HeaderTable(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
			try {
				return table.readNested(true, 1);
			}
			catch (BufferUnderflowException | IllegalArgumentException ex) {
				return false;
			}
		}

		/** Check a table or an array, up to the end given by its length. */
		private boolean readNested(boolean named, int depth) {
			if (depth > MAX_DEPTH) {
				return false;
			}
			int length = this.in.getInt();
			int outer = this.in.limit();
			if (length < 0 || length > this.in.remaining()) {
				return false;
			}
			this.in.limit(this.in.position() + length);
			while (this.in.hasRemaining()) {
				if (named) {
					skip(Byte.toUnsignedInt(this.in.get()));
				}
				if (++this.fields > MAX_FIELDS || !readValue(depth)) {
					return false;
				}
			}
			this.in.limit(outer);
			return true;
		}

		private boolean readValue(int depth) {
			byte type = this.in.get();
			if (type == 'F' || type == 'A') {
				return readNested(type == 'F', depth + 1);
			}
			int size = switch (type) {
				case 'S', 'x' -> this.in.getInt();
				case 'T', 'd', 'l' -> 8;
				case 'D' -> 5;
				case 'I', 'i', 'f' -> 4;
				case 's', 'u' -> 2;
				case 't', 'b', 'B' -> 1;
				case 'V' -> 0;
				default -> -1;
			};
			if (size < 0 || size > this.in.remaining()) {
				return false;
			}
			skip(size);
			return true;
		}

		private void skip(int count) {
			this.in.position(this.in.position() + count);
		}

	}

}
