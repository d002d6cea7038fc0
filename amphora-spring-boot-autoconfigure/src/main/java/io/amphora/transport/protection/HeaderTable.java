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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Checks headers as received from the broker: whether the Java client supports their
 * types, and can read them quickly. Used by one thread.
 */
final class HeaderTable {

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
