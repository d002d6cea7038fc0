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

package io.amphora.fuzz;

import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Makes bad properties of good ones: some missing, some forged.
 */
final class PropertyMutator {

	private static final List<@Nullable String> CONTENT_TYPES = Arrays.asList(null, "",
			"application/json; charset=utf-8", "application/json;charset=utf-16", "application/x-python-pickle",
			"application/x-java-serialized-object", "text/plain", ";", "application/json;;;=", "APPLICATION/JSON",
			"application/json, text/plain", "x".repeat(255));

	private static final List<@Nullable String> ENCODINGS = Arrays.asList(null, "", "gzip", "deflate", "br", "utf-8",
			"UTF-8", "identity", "gzip, gzip", "base64", "\u0000");

	private static final List<@Nullable String> TEXTS = Arrays.asList(null, "", "x", "\u0000", "${x}", "a".repeat(255),
			"\u00e4\ud83d\ude00", "WrongRequest", "../..");

	private final RandomGenerator random;

	PropertyMutator(RandomGenerator random) {
		this.random = random;
	}

	/** A broker would refuse some of these; who takes a message from it must not care. */
	static final List<@Nullable String> EXPIRATIONS = Arrays.asList(null, "60000", "abc", "0", "-1", "", "1.5",
			"9223372036854775807", "99999999999999999999");

	BasicProperties mutate(BasicProperties properties) {
		BasicProperties.Builder mutated = properties.builder();
		if (this.random.nextInt(3) > 0) {
			return properties;
		}
		for (int left = 1 + this.random.nextInt(3); left > 0; left--) {
			mutate(mutated);
		}
		return mutated.build();
	}

	private void mutate(BasicProperties.Builder mutated) {
		switch (this.random.nextInt(9)) {
			case 0 -> mutated.contentType(Corpus.pick(this.random, CONTENT_TYPES));
			case 1 -> mutated.contentEncoding(Corpus.pick(this.random, ENCODINGS));
			case 2 -> mutated.messageId(Corpus.pick(this.random, TEXTS));
			case 3 -> mutated.correlationId(Corpus.pick(this.random, TEXTS));
			case 4 -> mutated.appId(Corpus.pick(this.random, TEXTS));
			case 5 -> mutated.type(Corpus.pick(this.random, TEXTS));
			case 6 -> mutated.headers(headers());
			case 7 -> mutated.timestamp(new Date(this.random.nextLong(1L << 40)));
			default -> mutated.priority(this.random.nextInt(256)).deliveryMode(1 + this.random.nextInt(2));
		}
	}

	private Map<String, Object> headers() {
		Map<String, Object> headers = new HashMap<>();
		for (String name : List.of("traceparent", "tracestate", "baggage", "amphora-instance", "x-delivery-count",
				"x-death", "amphora-batch", "amphora-sent-at", "amphora-clock", "", "n".repeat(100))) {
			headers.put(name, switch (this.random.nextInt(5)) {
				case 0 -> this.random.nextLong();
				case 1 -> List.of(1, "x", Map.of("y", true));
				case 2 -> Map.of("z", new byte[] { 1, 2 });
				case 3 -> "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
				default -> "";
			});
		}
		return headers;
	}

}
