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

/**
 * Fields of headers as bytes, of all types that AMQP has and of none.
 */
public final class RawHeaders {

	private RawHeaders() {
	}

	/**
	 * A field of a table.
	 * @param name the name
	 * @param value the value with its type
	 * @return the bytes
	 */
	public static byte[] field(String name, byte[] value) {
		return field(name.getBytes(StandardCharsets.US_ASCII), value);
	}

	/**
	 * A field of a table.
	 * @param name 255 bytes at most
	 * @param value the value with its type
	 * @return the bytes
	 */
	public static byte[] field(byte[] name, byte[] value) {
		return ByteBuffer.allocate(1 + name.length + value.length).put((byte) name.length).put(name).put(value).array();
	}

	/**
	 * A value of any type.
	 * @param type the letter of the type
	 * @param bytes what follows it
	 * @return the bytes
	 */
	public static byte[] value(char type, byte... bytes) {
		return ByteBuffer.allocate(1 + bytes.length).put((byte) type).put(bytes).array();
	}

	/**
	 * A number.
	 * @param type the letter of the type
	 * @param size how many bytes it has
	 * @param number the number, of which as many bytes are taken
	 * @return the bytes
	 */
	public static byte[] number(char type, int size, long number) {
		byte[] bytes = new byte[size];
		System.arraycopy(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), Long.BYTES - size, bytes, 0, size);
		return value(type, bytes);
	}

	/**
	 * A long text, a table, an array or bytes.
	 * @param type the letter of the type
	 * @param content what follows its length
	 * @return the bytes
	 */
	public static byte[] sized(char type, byte... content) {
		return value(type,
				ByteBuffer.allocate(Integer.BYTES + content.length).putInt(content.length).put(content).array());
	}

	/**
	 * Fields or values, one after the other.
	 * @param parts the bytes of each
	 * @return the bytes of all
	 */
	public static byte[] all(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

}
