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

package io.amphora.transport;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.amphora.WrongRequestException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EncodingCheck}.
 */
class EncodingCheckTests {

	private static final int FRAME = 4096;

	private final Channel channel = mock(Channel.class);

	@BeforeEach
	void connect() {
		Connection connection = mock(Connection.class);
		given(connection.getFrameMax()).willReturn(FRAME);
		given(this.channel.getConnection()).willReturn(connection);
	}

	@Test
	void acceptsWhatCanBeEncoded() {
		accepts(Map.of());
		accepts(Map.of("text", "x", "long", 1L, "flag", true));
		accepts(Map.of("int", 1, "number", new BigDecimal("1.5"), "date", new Date(), "list", List.of(1, "x"), "table",
				Map.of("x", 1)));
		accepts(Map.of("x".repeat(255), "x".repeat(3000)));
	}

	@Test
	void refusesHeadersOfATypeThatAmqpDoesNotKnow() {
		refuses(Map.of("x", new Object()));
		refuses(Map.of("x", List.of(Map.of("y", Thread.State.NEW))));
		refuses(Map.of("x", new BigDecimal("1e100")));
	}

	@Test
	void refusesNamesOfHeadersThatAreTooLong() {
		refuses(Map.of("x".repeat(256), "y"));
		refuses(Map.of("x", Map.of("\u00e4".repeat(128), "y")));
	}

	@Test
	void refusesHeadersThatAreLargerThanAFrame() {
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> check(Map.of("x", "y".repeat(FRAME))))
			.withMessageContaining("its headers have")
			.withMessageContaining("accepts 4096");
	}

	@Test
	void refusesTextsThatAreTooLong() {
		BasicProperties properties = new BasicProperties.Builder().correlationId("c".repeat(256)).build();
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> EncodingCheck.check(new TestMessage("a"), properties, this.channel))
			.withMessageContaining("correlation_id");
	}

	private void accepts(Map<String, Object> headers) {
		assertThatCode(() -> check(headers)).doesNotThrowAnyException();
	}

	private void refuses(Map<String, Object> headers) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> check(headers));
	}

	private void check(Map<String, Object> headers) {
		EncodingCheck.check(new TestMessage("a"), new BasicProperties.Builder().headers(headers).build(), this.channel);
	}

}
