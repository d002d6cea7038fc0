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

package io.amphora.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.amphora.NoResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for calls over a connection whose other end reads no more, so that what is
 * written to it piles up.
 */
@BrokerTest
class FrozenPeerIntegrationTests {

	private static final Duration TIMEOUT = Duration.ofMillis(400);

	/** Far less than a full socket holds up a thread that writes to it. */
	private static final Duration SLACK = Duration.ofSeconds(5);

	private static final int THREADS = 8;

	private final TcpProxy proxy;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

	FrozenPeerIntegrationTests(TestBroker broker) {
		this.proxy = TcpProxy.to(broker);
		String service = broker.uniqueName("frozen");
		this.server = AmphoraServer.builder(service, broker.connectionFactory()).build();
		this.client = AmphoraClient.builder(service, broker.connectionFactory(this.proxy))
			.gracePeriod(Duration.ZERO)
			.build();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("length", (call) -> call.argument(0, String.class).length());
		this.server.serve();
		assertThat(this.client.call("length", int.class, "four")).isEqualTo(4);
	}

	@AfterEach
	void close() {
		this.callers.shutdownNow();
		this.proxy.close();
		this.client.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 1_000, 1_000_000 })
	void callersWaitForTheirTimeoutOnly(int length) throws Exception {
		this.proxy.freeze();
		String text = "x".repeat(length);
		List<Future<Duration>> waits = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			waits.add(this.callers.submit(() -> longestWait(text)));
		}
		for (Future<Duration> wait : waits) {
			assertThat(wait.get()).isLessThan(TIMEOUT.plus(SLACK));
		}
	}

	private Duration longestWait(String text) {
		RemoteFunction brief = this.client.function("length").timeout(TIMEOUT);
		Duration longest = Duration.ZERO;
		for (int i = 0; i < 3; i++) {
			// many more than are called, for what piles up
			for (int j = 0; j < 100; j++) {
				brief.defer(int.class, text.substring(0, Math.min(text.length(), 10_000)));
			}
			long begin = System.nanoTime();
			assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> brief.call(int.class, text));
			Duration wait = Duration.ofNanos(System.nanoTime() - begin);
			longest = (wait.compareTo(longest) > 0) ? wait : longest;
		}
		return longest;
	}

}
