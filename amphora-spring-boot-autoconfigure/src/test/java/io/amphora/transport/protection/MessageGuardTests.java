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

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.Frame;
import io.amphora.test.RawProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for {@link MessageGuard}.
 */
class MessageGuardTests {

	private static final int MAX_BODY = 1000;

	private final MessageGuard guard = new MessageGuard(MAX_BODY);

	@Test
	void leavesOrdinaryMessagesAlone() throws IOException {
		Frame header = all().toFrame(1, MAX_BODY);
		Frame body = body(1, MAX_BODY);
		Frame method = new Frame(AMQP.FRAME_METHOD, 1, new byte[4]);
		assertThat(this.guard.check(method)).isSameAs(method);
		assertThat(this.guard.check(header)).isSameAs(header);
		assertThat(this.guard.check(body)).isSameAs(body);
		Frame none = new BasicProperties().toFrame(1, 0);
		assertThat(this.guard.check(none)).isSameAs(none);
	}

	@Test
	void leavesHeadersAloneUpToTheLimits() {
		for (byte[] headers : List.of(RawProperties.nested(ContentHeader.HeaderTable.MAX_DEPTH),
				RawProperties.many(ContentHeader.HeaderTable.MAX_FIELDS),
				RawProperties.large(ContentHeader.MAX_SIZE - 7))) {
			Frame header = frame(RawProperties.json().headers(headers));
			assertThat(this.guard.check(header)).isSameAs(header);
		}
	}

	@Test
	void replacesHeadersBeyondTheLimits() throws IOException {
		for (byte[] headers : List.of(RawProperties.nested(ContentHeader.HeaderTable.MAX_DEPTH + 1),
				RawProperties.nested(18_000), RawProperties.many(ContentHeader.HeaderTable.MAX_FIELDS + 1),
				RawProperties.large(ContentHeader.MAX_SIZE - 6), new byte[] { 1, 'h', '?' }, new byte[] { 9, 'h' },
				new byte[] { 0, 'S', 0, 0, 0, 5, 'x' }, new byte[] { 0, 'F', -1, -1, -1, -1 })) {
			Frame header = frame(RawProperties.json().headers(headers).correlationId("c1").replyTo("q").messageId("m"));
			BasicProperties read = read(this.guard.check(header));
			assertThat(read.getHeaders()).hasSize(1);
			assertThat(Unreadable.reason(read)).contains("headers");
			assertThat(read.getContentType()).isEqualTo("application/json");
			assertThat(read.getCorrelationId()).isEqualTo("c1");
			assertThat(read.getReplyTo()).isEqualTo("q");
			assertThat(read.getMessageId()).isEqualTo("m");
		}
	}

	@Test
	@Timeout(5)
	void checksDeepHeadersInLittleTime() {
		Frame deep = frame(RawProperties.json().headers(RawProperties.nested(18_000)));
		for (int i = 0; i < 10_000; i++) {
			this.guard.check(deep);
		}
	}

	@Test
	void skipsABodyThatIsTooLarge() throws IOException {
		Frame header = all().toFrame(1, MAX_BODY + 1);
		BasicProperties read = read(this.guard.check(header));
		assertThat(Unreadable.reason(read)).contains("body").contains("amphora.serializer.max-body");
		assertThat(read.getCorrelationId()).isEqualTo("c1");
		assertThat(read.getUserId()).isEqualTo("guest");
		assertThat(this.guard.check(body(1, MAX_BODY))).isNull();
		Frame other = body(2, 10);
		assertThat(this.guard.check(other)).isSameAs(other);
		assertThat(this.guard.check(body(1, 1))).isNull();
		Frame next = body(1, 10);
		assertThat(this.guard.check(next)).isSameAs(next);
	}

	@Test
	void skipsTheBodyOfAMessageWhoseHeadersAreReplaced() {
		this.guard.check(frame(RawProperties.json().headers(RawProperties.nested(50))));
		assertThat(this.guard.check(body(1, 2))).isNull();
	}

	@Test
	void marksALargeMessageWithoutAnyProperties() throws IOException {
		BasicProperties read = read(this.guard.check(new BasicProperties().toFrame(1, Long.MAX_VALUE)));
		assertThat(Unreadable.reason(read)).contains("body");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 11, 12, 13 })
	void marksAHeaderThatIsCutOff(int length) throws IOException {
		byte[] whole = RawProperties.json().header(0);
		BasicProperties read = read(this.guard.check(new Frame(AMQP.FRAME_HEADER, 1, Arrays.copyOf(whole, length))));
		assertThat(Unreadable.reason(read)).contains("properties");
	}

	@Test
	void marksAHeaderWithFurtherFlags() throws IOException {
		byte[] forged = RawProperties.json().header(0);
		forged[13] = 1;
		assertThat(Unreadable.reason(read(this.guard.check(new Frame(AMQP.FRAME_HEADER, 1, forged))))).isNotNull();
	}

	@Test
	void ordinaryMessageHasNoReason() {
		assertThat(Unreadable.reason(all())).isNull();
		assertThat(Unreadable.reason(new BasicProperties())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "BODY", "HEADERS", "MALFORMED", "", "forged\nline" })
	void peersCannotMarkMessagesAsUnreadable(String value) {
		assertThat(
				Unreadable.reason(new BasicProperties.Builder().headers(Map.of("amphora-unreadable", value)).build()))
			.isNull();
	}

	@Test
	void clientCanReadMessagesThatPass() throws IOException {
		byte[] whole = all().toFrame(1, 3).getPayload();
		for (int seed = 0; seed < 20_000; seed++) {
			byte[] mutated = mutate(whole, new Random(seed));
			Frame checked = new MessageGuard(MAX_BODY).check(new Frame(AMQP.FRAME_HEADER, 1, mutated));
			assertThatCode(() -> read(checked)).as("seed " + seed).doesNotThrowAnyException();
		}
	}

	/** The first bytes come from the broker itself. */
	private static byte[] mutate(byte[] whole, Random random) {
		int fixed = 12;
		byte[] mutated = Arrays.copyOf(whole, fixed + 1 + random.nextInt(whole.length - fixed));
		for (int left = random.nextInt(4); left > 0; left--) {
			mutated[fixed + random.nextInt(mutated.length - fixed)] = (byte) random.nextInt();
		}
		return mutated;
	}

	private static BasicProperties read(@Nullable Frame frame) throws IOException {
		assertThat(frame).isNotNull();
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.getPayload()));
		in.readShort();
		return new BasicProperties(in);
	}

	private static Frame frame(RawProperties properties) {
		return new Frame(AMQP.FRAME_HEADER, 1, properties.header(2));
	}

	private static Frame body(int channel, int length) {
		return new Frame(AMQP.FRAME_BODY, channel, new byte[length]);
	}

	private static BasicProperties all() {
		Map<String, Object> headers = new HashMap<>();
		headers.put("text", "text");
		headers.put("list", List.of(1, 2L, (short) 3, 4.5, 6.5f, (byte) 7, "x", true, new byte[2]));
		headers.put("table", Map.of("date", new Date(0), "decimal", new java.math.BigDecimal("1.5")));
		headers.put("nothing", null);
		return new BasicProperties("application/json", "utf-8", headers, 2, 1, "c1", "q1", "1000", "m1", new Date(0),
				"type", "guest", "app", "cluster");
	}

}
