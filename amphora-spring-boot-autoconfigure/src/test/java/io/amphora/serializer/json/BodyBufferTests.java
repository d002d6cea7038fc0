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

import java.io.ByteArrayOutputStream;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyBuffer}.
 */
class BodyBufferTests {

	private final BodyBuffer buffer = new BodyBuffer();

	@Test
	void isEmptyAtFirst() {
		assertThat(this.buffer.toByteArray()).isEmpty();
		this.buffer.write(new byte[5], 2, 0);
		assertThat(this.buffer.toByteArray()).isEmpty();
	}

	@Test
	void keepsASinglePiece() {
		this.buffer.write(new byte[] { 1, 2, 3, 4 }, 1, 2);
		assertThat(this.buffer.toByteArray()).containsExactly(2, 3);
	}

	@Test
	void keepsSingleBytes() {
		this.buffer.write(300);
		this.buffer.write(5);
		assertThat(this.buffer.toByteArray()).containsExactly(44, 5);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 8_000, 65_536, 100_000 })
	void joinsPiecesOfAnySize(int largest) {
		Random random = new Random(largest);
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		for (int i = 0; i < 40; i++) {
			byte[] piece = new byte[random.nextInt(largest + 1)];
			random.nextBytes(piece);
			int offset = random.nextInt(piece.length + 1);
			expected.write(piece, offset, piece.length - offset);
			this.buffer.write(piece, offset, piece.length - offset);
			assertThat(this.buffer.toByteArray()).isEqualTo(expected.toByteArray());
		}
	}

}
