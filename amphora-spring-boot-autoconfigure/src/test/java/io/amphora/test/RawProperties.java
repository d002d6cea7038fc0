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

package io.amphora.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Properties of a message as bytes, for those that no client library would write.
 */
public final class RawProperties {

	private final Map<RawProperty, byte[]> values = new EnumMap<>(RawProperty.class);

	public static RawProperties json() {
		return new RawProperties().text(RawProperty.CONTENT_TYPE, "application/json");
	}

	public RawProperties contentType(byte[] value) {
		return text(RawProperty.CONTENT_TYPE, value);
	}

	public RawProperties correlationId(String value) {
		return text(RawProperty.CORRELATION_ID, value);
	}

	public RawProperties correlationId(byte[] value) {
		return text(RawProperty.CORRELATION_ID, value);
	}

	public RawProperties replyTo(String value) {
		return text(RawProperty.REPLY_TO, value);
	}

	public RawProperties messageId(String value) {
		return text(RawProperty.MESSAGE_ID, value);
	}

	public RawProperties messageId(byte[] value) {
		return text(RawProperty.MESSAGE_ID, value);
	}

	public RawProperties appId(byte[] value) {
		return text(RawProperty.APP_ID, value);
	}

	/**
	 * Set the headers.
	 * @param fields names and values, without the length
	 * @return these properties
	 */
	public RawProperties headers(byte[] fields) {
		return raw(RawProperty.HEADERS, withLength(fields));
	}

	public RawProperties text(RawProperty property, String value) {
		return text(property, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Set a text.
	 * @param property one that is a text
	 * @param value 255 bytes at most
	 * @return these properties
	 */
	public RawProperties text(RawProperty property, byte[] value) {
		return raw(property, ByteBuffer.allocate(1 + value.length).put((byte) value.length).put(value).array());
	}

	/**
	 * Set any property.
	 * @param property the property
	 * @param bytes the value as it is written
	 * @return these properties
	 */
	public RawProperties raw(RawProperty property, byte... bytes) {
		this.values.put(property, bytes);
		return this;
	}

	/**
	 * Flags and values.
	 * @return the bytes after the body's size
	 */
	public byte[] bytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int flags = this.values.keySet().stream().mapToInt(RawProperty::flag).sum();
		out.write(flags >> 8);
		out.write(flags);
		this.values.values().forEach(out::writeBytes);
		return out.toByteArray();
	}

	/**
	 * The payload of the frame that begins a message.
	 * @param bodySize how many bytes of body follow
	 * @return the bytes
	 */
	public byte[] header(long bodySize) {
		byte[] properties = bytes();
		return ByteBuffer.allocate(12 + properties.length)
			.putShort((short) 60)
			.putShort((short) 0)
			.putLong(bodySize)
			.put(properties)
			.array();
	}

	/**
	 * Headers that are nested.
	 * @param depth how many tables, one in the other
	 * @return the fields of the outermost one
	 */
	public static byte[] nested(int depth) {
		ByteBuffer fields = ByteBuffer.allocate(depth * 6 - 3);
		for (int inner = depth - 1; inner > 0; inner--) {
			fields.put((byte) 0).put((byte) 'F').putInt(inner * 6 - 3);
		}
		return fields.put((byte) 0).put((byte) 't').put((byte) 1).array();
	}

	/**
	 * Many headers.
	 * @param count how many
	 * @return the fields
	 */
	public static byte[] many(int count) {
		ByteBuffer fields = ByteBuffer.allocate(count * 5);
		for (int i = 0; i < count; i++) {
			fields.put((byte) 3).put((byte) 'h').put((byte) (i >> 7 & 127)).put((byte) (i & 127)).put((byte) 'V');
		}
		return fields.array();
	}

	/**
	 * One header with a long text.
	 * @param length how long
	 * @return the fields
	 */
	public static byte[] large(int length) {
		byte[] text = new byte[length];
		Arrays.fill(text, (byte) 'x');
		return ByteBuffer.allocate(3 + 4 + length)
			.put((byte) 1)
			.put((byte) 'h')
			.put((byte) 'S')
			.put(withLength(text))
			.array();
	}

	private static byte[] withLength(byte[] bytes) {
		return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
	}

}
