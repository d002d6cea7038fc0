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

package io.amphora.serializer.json;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects a body. JSON libraries write a small body at once, which then is not copied
 * again, and a large one in pieces. These are collected in blocks whose size is limited:
 * if each were twice as large as the one before, half of the memory would often stay
 * unused. Not thread-safe.
 */
final class BodyBuffer extends OutputStream {

	private static final int LARGEST_BLOCK = 64 * 1024;

	private static final byte[] EMPTY = {};

	/** Full blocks. */
	private final List<byte[]> blocks = new ArrayList<>(0);

	private byte[] block = EMPTY;

	/** Number of bytes in {@link #block}. */
	private int used;

	private int size;

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) {
		if (this.size == 0) {
			this.block = Arrays.copyOfRange(source, offset, offset + length);
			this.used = length;
		}
		else {
			append(source, offset, length);
		}
		this.size += length;
	}

	private void append(byte[] source, int offset, int length) {
		int written = 0;
		while (written < length) {
			if (this.used == this.block.length) {
				this.blocks.add(this.block);
				this.block = new byte[Math.min(this.size + length, LARGEST_BLOCK)];
				this.used = 0;
			}
			int count = Math.min(length - written, this.block.length - this.used);
			System.arraycopy(source, offset + written, this.block, this.used, count);
			this.used += count;
			written += count;
		}
	}

	/**
	 * Return what was written.
	 * @return the bytes, which belong to the caller if nothing is written afterwards
	 */
	byte[] toByteArray() {
		if (this.blocks.isEmpty()) {
			return this.block;
		}
		byte[] all = new byte[this.size];
		int position = 0;
		for (byte[] full : this.blocks) {
			System.arraycopy(full, 0, all, position, full.length);
			position += full.length;
		}
		System.arraycopy(this.block, 0, all, position, this.used);
		return all;
	}

}
