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

import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the texts that {@link EncodingCheck} accepts.
 */
class EncodingCheckTextTests {

	private static final String TOO_LONG = "\ufffd".repeat(86);

	@Test
	void countsBytes() {
		assertThat(EncodingCheck.fits(null)).isTrue();
		assertThat(EncodingCheck.fits("x".repeat(255))).isTrue();
		assertThat(EncodingCheck.fits("x".repeat(256))).isFalse();
		assertThat(EncodingCheck.fits("\ufffd".repeat(85))).isTrue();
		assertThat(EncodingCheck.fits(TOO_LONG)).isFalse();
		assertThat(EncodingCheck.fits("\ud83d\ude00".repeat(63))).isTrue();
		assertThat(EncodingCheck.fits("\ud83d\ude00".repeat(64))).isFalse();
	}

	@Test
	void findsThePropertyThatIsTooLong() {
		assertThat(EncodingCheck.misfit(new BasicProperties())).isNull();
		assertThat(misfit(new BasicProperties.Builder().messageId(TOO_LONG))).isEqualTo("message_id");
		assertThat(misfit(new BasicProperties.Builder().correlationId(TOO_LONG))).isEqualTo("correlation_id");
		assertThat(misfit(new BasicProperties.Builder().replyTo(TOO_LONG))).isEqualTo("reply_to");
		assertThat(misfit(new BasicProperties.Builder().appId(TOO_LONG))).isEqualTo("app_id");
		assertThat(misfit(new BasicProperties.Builder().contentType(TOO_LONG))).contains("content_type");
		assertThat(misfit(new BasicProperties.Builder().contentEncoding(TOO_LONG))).contains("content_encoding");
		assertThat(misfit(new BasicProperties.Builder().type(TOO_LONG))).contains("type");
		assertThat(misfit(new BasicProperties.Builder().expiration(TOO_LONG))).contains("expiration");
		assertThat(misfit(new BasicProperties.Builder().userId(TOO_LONG))).contains("user_id");
		assertThat(misfit(new BasicProperties.Builder().clusterId(TOO_LONG))).contains("cluster_id");
	}

	@Test
	void looksAtTheNamesOfHeadersAtAllLevels() {
		assertThat(misfit(new BasicProperties.Builder().headers(Map.of("name", TOO_LONG)))).isNull();
		assertThat(misfit(new BasicProperties.Builder().headers(Map.of(TOO_LONG, 1)))).isEqualTo("headers");
		assertThat(misfit(new BasicProperties.Builder().headers(Map.of("a", List.of(Map.of(TOO_LONG, 1))))))
			.isEqualTo("headers");
	}

	private static String misfit(BasicProperties.Builder properties) {
		return EncodingCheck.misfit(properties.build());
	}

}
