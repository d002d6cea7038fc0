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

package io.amphora.hostile;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.amphora.hostile.HostileCase.Broker;
import io.amphora.test.RawHeaders;
import io.amphora.test.RawProperties;
import io.amphora.test.RawProperty;

/**
 * Each of the properties of AMQP in its hostile forms. For the fields of the headers, see
 * {@link HostileHeaders}.
 */
final class HostileProperties {

	static final String BATCH = "application/vnd.amphora.batch+json";

	/** RabbitMQ refuses a message that does not come from the user whom it names. */
	private static final Broker[] CHECKING_USERS = Broker.RABBITMQ;

	private HostileProperties() {
	}

	static List<HostileCase> all() {
		return Stream
			.of(contentType(), contentEncoding(), headers(), octets(), correlationId(), replyTo(), expiration(),
					anyText(RawProperty.MESSAGE_ID), timestamp(), anyText(RawProperty.TYPE), userId(),
					anyText(RawProperty.APP_ID), anyText(RawProperty.CLUSTER_ID))
			.flatMap(Function.identity())
			.toList();
	}

	/** As deep as a frame allows, hardly. */
	static HostileCase deepest() {
		return headers("15,000 levels", RawProperties.nested(15_000)).fate(Fate.REFUSED);
	}

	private static Stream<HostileCase> contentType() {
		RawProperty type = RawProperty.CONTENT_TYPE;
		return Stream.of(noText(type).fate(Fate.REFUSED), empty(type).fate(Fate.REFUSED),
				control(type).fate(Fate.REFUSED), longest(type).fate(Fate.REFUSED),
				text(type, "parameters that are none", "APPLICATION/json ;;;=;\0"),
				text(type, "that of Java objects", "application/x-java-serialized-object").fate(Fate.REFUSED),
				text(type, "that of batches", BATCH).fate(Fate.REFUSED, Fate.DROPPED),
				text(type, "that of batches, almost", BATCH + ";x").fate(Fate.REFUSED));
	}

	private static Stream<HostileCase> contentEncoding() {
		RawProperty encoding = RawProperty.CONTENT_ENCODING;
		return Stream.of(noText(encoding).fate(Fate.REFUSED), empty(encoding), control(encoding).fate(Fate.REFUSED),
				longest(encoding).fate(Fate.REFUSED), text(encoding, "gzip", "gzip").fate(Fate.REFUSED));
	}

	private static Stream<HostileCase> headers() {
		return Stream.of(headers("none", new byte[0]), headers("20 levels", RawProperties.nested(20)),
				headers("21 levels", RawProperties.nested(21)).fate(Fate.REFUSED),
				headers("4,000 levels", RawProperties.nested(4_000)).fate(Fate.REFUSED),
				headers("1,998 fields", RawProperties.many(1_998)),
				headers("2,001 fields", RawProperties.many(2_001)).fate(Fate.REFUSED),
				headers("15,000 fields", RawProperties.many(15_000)).fate(Fate.REFUSED),
				headers("65,000 bytes", RawProperties.large(65_000)),
				headers("130,900 bytes", RawProperties.large(130_900)).fate(Fate.REFUSED),
				headers("a name that is no text", RawHeaders.field(Bytes.noText(255), RawHeaders.value('V')))
					.fate(Fate.REFUSED, Fate.TAKEN),
				headers("a name that is empty", RawHeaders.field("", RawHeaders.value('V'))),
				headers("a name twice",
						RawHeaders.all(RawHeaders.field("x", RawHeaders.value('V')),
								RawHeaders.field("x", RawHeaders.sized('S')))),
				headers("a type that AMQP does not know", RawHeaders.field("x", RawHeaders.value('?')))
					.fate(Fate.REFUSED)
					.refusedBy(Broker.RABBITMQ),
				HostileCase
					.properties("headers: longer than their frame",
							(properties) -> properties.raw(RawProperty.HEADERS, new byte[] { 127, -1, -1, -1, 1 }))
					.refusedBy(Broker.values()));
	}

	/** RabbitMQ 3 takes the delivery modes 1 and 2 only. */
	private static Stream<HostileCase> octets() {
		return Stream.concat(
				IntStream.of(0, 3, 255)
					.mapToObj((mode) -> octet(RawProperty.DELIVERY_MODE, mode).refusedBy(Broker.RABBITMQ_3)),
				IntStream.of(0, 10, 255).mapToObj((priority) -> octet(RawProperty.PRIORITY, priority)));
	}

	private static HostileCase octet(RawProperty property, int value) {
		return HostileCase.properties(name(property, String.valueOf(value)),
				(properties) -> properties.raw(property, (byte) value));
	}

	private static Stream<HostileCase> correlationId() {
		RawProperty id = RawProperty.CORRELATION_ID;
		return Stream.of(noText(id).fate(Fate.DROPPED), empty(id).fate(Fate.TAKEN, Fate.DROPPED),
				control(id).fate(Fate.TAKEN, Fate.DROPPED), longest(id).fate(Fate.TAKEN, Fate.DROPPED));
	}

	private static Stream<HostileCase> replyTo() {
		RawProperty replyTo = RawProperty.REPLY_TO;
		return Stream.of(noText(replyTo).fate(Fate.DROPPED, Fate.TAKEN), empty(replyTo).fate(Fate.NO_REPLY, Fate.TAKEN),
				control(replyTo).fate(Fate.NO_REPLY, Fate.TAKEN), longest(replyTo).fate(Fate.NO_REPLY, Fate.TAKEN),
				text(replyTo, "direct, of nobody", "amq.rabbitmq.reply-to").fate(Fate.NO_REPLY, Fate.TAKEN)
					.refusedBy(Broker.RABBITMQ),
				text(replyTo, "direct, forged", "amq.rabbitmq.reply-to.g2I////Y.k").fate(Fate.DROPPED, Fate.TAKEN));
	}

	/** Brokers take numbers only, and RabbitMQ those from 0 to 4294967295. */
	private static Stream<HostileCase> expiration() {
		RawProperty expiration = RawProperty.EXPIRATION;
		return Stream.concat(
				Stream
					.of(noText(expiration), control(expiration), longest(expiration), text(expiration, "x", "x"),
							text(expiration, "digits of another script", "\u0661\u0662\u0663"))
					.map((each) -> each.refusedBy(Broker.values())),
				Stream.of(empty(expiration).fate(Fate.ANY).refusedBy(Broker.RABBITMQ),
						text(expiration, "-1", "-1").fate(Fate.ANY).refusedBy(Broker.RABBITMQ),
						text(expiration, "20 digits", "9".repeat(20)).refusedBy(Broker.RABBITMQ),
						text(expiration, "the largest long", "9223372036854775807").fate(Fate.ANY)
							.refusedBy(Broker.RABBITMQ),
						text(expiration, "0", "0").fate(Fate.ANY),
						text(expiration, "a sign", "+60000").refusedBy(Broker.EMBEDDED),
						text(expiration, "the largest that RabbitMQ takes", "4294967295")));
	}

	private static Stream<HostileCase> timestamp() {
		return LongStream.of(Long.MIN_VALUE, -1, 0, Long.MAX_VALUE / 1000 + 1, Long.MAX_VALUE)
			.mapToObj((value) -> HostileCase.properties(name(RawProperty.TIMESTAMP, String.valueOf(value)),
					(properties) -> properties.raw(RawProperty.TIMESTAMP,
							ByteBuffer.allocate(Long.BYTES).putLong(value).array())));
	}

	private static Stream<HostileCase> userId() {
		return Stream.concat(anyText(RawProperty.USER_ID).map((each) -> each.refusedBy(CHECKING_USERS)),
				Stream.of(text(RawProperty.USER_ID, "another", "admin").refusedBy(CHECKING_USERS),
						text(RawProperty.USER_ID, "its own", "guest")));
	}

	/** Nothing reads it, but a copy of a request has it as well. */
	private static Stream<HostileCase> anyText(RawProperty property) {
		return Stream.of(noText(property).fate(Fate.REFUSED, Fate.TAKEN), empty(property), control(property),
				longest(property));
	}

	private static HostileCase noText(RawProperty property) {
		return text(property, "255 bytes 0xFF", Bytes.noText(Bytes.LONGEST));
	}

	private static HostileCase empty(RawProperty property) {
		return text(property, "empty", new byte[0]);
	}

	private static HostileCase control(RawProperty property) {
		return text(property, "control characters", Bytes.controlCharacters());
	}

	private static HostileCase longest(RawProperty property) {
		return text(property, "255 letters", Bytes.of("x".repeat(Bytes.LONGEST)));
	}

	private static HostileCase text(RawProperty property, String what, String value) {
		return text(property, what, Bytes.of(value));
	}

	private static HostileCase text(RawProperty property, String what, byte[] value) {
		return HostileCase.properties(name(property, what), (properties) -> properties.text(property, value));
	}

	private static HostileCase headers(String what, byte[] fields) {
		return HostileCase.properties(name(RawProperty.HEADERS, what), (properties) -> properties.headers(fields))
			.lostBy(Broker.EMBEDDED);
	}

	private static String name(RawProperty property, String what) {
		return property.name().toLowerCase(Locale.ROOT) + ": " + what;
	}

}
