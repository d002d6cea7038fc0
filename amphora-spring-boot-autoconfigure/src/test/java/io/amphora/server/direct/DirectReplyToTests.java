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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectReplyTo}.
 */
class DirectReplyToTests {

	private static final String PREFIX = "amq.rabbitmq.reply-to.";

	@Test
	void acceptsWhatRabbitMqMakes() {
		assertThat(isValid("\u0083Xw\u0007reply@1" + "\u00ff".repeat(12))).isTrue();
	}

	@Test
	void returnsTheNodeAndTheSizeOfTheProcessIdentifier() {
		DirectReplyTo address = DirectReplyTo
			.parse("amq.rabbitmq.reply-to.g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.A2WHuvYm6kxziz3qQE1P6w==");
		assertThat(address).isNotNull();
		assertThat(address.node()).isEqualTo("reply@9248884");
		assertThat(address.numberBits()).isEqualTo(15);
		assertThat(address.serialBits()).isEqualTo(2);
	}

	@Test
	void refusesOtherTerms() {
		assertThat(isValid("\u0083gd\u0000\u0007reply@1" + "\u0000".repeat(9))).isFalse();
		assertThat(isValid("\u0083Xd\u0000\u0007reply@1" + "\u0000".repeat(12))).isFalse();
		assertThat(isValid("\u0083Xw\u0007reply@1" + "\u0000".repeat(11))).isFalse();
		assertThat(isValid("\u0083Xw\u0007reply@1" + "\u0000".repeat(13))).isFalse();
		assertThat(isValid("\u0083Xw\u0007reply@x" + "\u0000".repeat(12))).isFalse();
		assertThat(isValid("\u0083Xw\rnonode@nohost" + "\u0000".repeat(12))).isFalse();
		assertThat(isValid("\u0083Xw\u00ffreply@1" + "\u0000".repeat(12))).isFalse();
		assertThat(isValid("\u0083Xv\u0000")).isFalse();
		assertThat(isValid("\u0083X")).isFalse();
		assertThat(isValid("\u0083Xd" + "\u0000".repeat(11))).isFalse();
		assertThat(isValid("\u0083m\u0000\u0000\u0000\u0001x")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "x", "x.y", "AAAA.BBBB", "g2gCZAA=.key", "g2dkAA1ub25vZGVAbm9ob3N0AAAAAQAAAAEB.k",
			"g2I////Y.k", "\u0000\u00ff", "g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7",
			"g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.", "g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.k.k",
			"g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.k y", ".g1h2AA1yZXBseUA5MjQ4ODg0AABhpgAAAANrCun7.k" })
	void refusesWhatClosesTheConnection(String forged) {
		assertThat(DirectReplyTo.hasPrefix(PREFIX + forged)).isTrue();
		assertThat(DirectReplyTo.parse(PREFIX + forged)).isNull();
	}

	private static boolean isValid(String process) {
		String encoded = Base64.getEncoder().encodeToString(process.getBytes(StandardCharsets.ISO_8859_1));
		return DirectReplyTo.parse(PREFIX + encoded + ".key") != null;
	}

}
