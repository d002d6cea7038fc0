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

package io.amphora.client.cancellation;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Creates the ids of requests. All ids of one instance differ. Ids cannot be guessed, not
 * even by a peer that knows other ids: an id is a counter, encrypted with a random key.
 * Thread-safe, without locks.
 *
 * @since 0.1.0
 */
public final class RequestIds {

	/** Size of an AES block. */
	private static final int BYTES = 16;

	/** Number of ids that are encrypted together. */
	private static final int COUNT = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final SecretKeySpec key;

	private final AtomicLong counter = new AtomicLong();

	private final AtomicReference<Supply> supply;

	/**
	 * Create ids with a random key. Encrypts the first ones, because the first encryption
	 * reads files.
	 */
	public RequestIds() {
		byte[] random = new byte[BYTES];
		RANDOM.nextBytes(random);
		this.key = new SecretKeySpec(random, "AES");
		this.supply = new AtomicReference<>(new Supply(encrypt(this.counter.getAndAdd(COUNT))));
	}

	/**
	 * Return the next id.
	 * @return 22 characters that are valid in URLs and in names of files
	 */
	public String next() {
		Supply current = this.supply.get();
		int offset = current.take();
		while (offset < 0) {
			current = replace(current);
			offset = current.take();
		}
		return encode(current.bytes, offset);
	}

	/** If several threads replace a supply, the ids of all but one remain unused. */
	private Supply replace(Supply used) {
		if (this.supply.get() == used) {
			this.supply.compareAndSet(used, new Supply(encrypt(this.counter.getAndAdd(COUNT))));
		}
		return this.supply.get();
	}

	private byte[] encrypt(long first) {
		ByteBuffer plain = ByteBuffer.allocate(COUNT * BYTES);
		for (int i = 0; i < COUNT; i++) {
			plain.putLong(0).putLong(first + i);
		}
		try {
			// each block differs, so no mode that chains blocks is needed
			Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, this.key);
			return cipher.doFinal(plain.array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Java has no AES, which every Java platform must support", ex);
		}
	}

	private static String encode(byte[] bytes, int offset) {
		return ENCODER.encodeToString(Arrays.copyOfRange(bytes, offset, offset + BYTES));
	}

	/**
	 * Encrypted ids that threads take one by one.
	 */
	private static final class Supply {

		private final byte[] bytes;

		private final AtomicInteger taken = new AtomicInteger();

		Supply(byte[] bytes) {
			this.bytes = bytes;
		}

		/** Return the offset of an id, or -1 if all are taken. */
		int take() {
			int offset = this.taken.getAndIncrement() * BYTES;
			return (offset < this.bytes.length) ? offset : -1;
		}

	}

}
