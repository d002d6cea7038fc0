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

import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What nobody can avoid who uses the Java client, and what the other benchmarks contain:
 * its objects that describe messages.
 */
@State(Scope.Thread)
public class JavaClientBenchmark {

	private final Map<String, Object> headers = Map.of("instance", "server");

	private String id = "1";

	private long tag = 1000;

	/**
	 * The properties of a request and of a response, and the envelopes of both.
	 * @param blackhole takes them
	 */
	@Benchmark
	public void objects(Blackhole blackhole) {
		blackhole.consume(properties(null, this.id));
		blackhole.consume(properties(this.headers, null));
		blackhole.consume(new Envelope(this.tag, false, "", this.id));
		blackhole.consume(new Envelope(this.tag, false, "", this.id));
	}

	private BasicProperties properties(Map<String, Object> with, String replyTo) {
		return new BasicProperties("application/json", null, with, 2, null, this.id, replyTo, null, this.id, new Date(),
				null, null, this.id, null);
	}

}
