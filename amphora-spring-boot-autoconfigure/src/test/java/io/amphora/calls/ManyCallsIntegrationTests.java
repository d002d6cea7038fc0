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

package io.amphora.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.rabbitmq.client.Channel;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientStatistics;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls that are many, and for what they leave behind.
 */
@BrokerTest
class ManyCallsIntegrationTests {

	private static final Log logger = LogFactory.getLog(ManyCallsIntegrationTests.class);

	/** Five times as many with the profile that breaks things under load. */
	private static final int CALLS = 20_000 * Math.min(5, Integer.getInteger("amphora.fuzz.factor", 1));

	private static final int THREADS = 64;

	private static final int CHANNEL_MAX = 8;

	private final Set<Thread> threadsBefore = amphoraThreads();

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

	private final CachingConnectionFactory connectionFactory;

	private final AmphoraServer server;

	private final AmphoraClient client;

	ManyCallsIntegrationTests(TestBroker broker) {
		String service = broker.uniqueName("many");
		this.connectionFactory = broker.connectionFactory();
		this.connectionFactory.getRabbitConnectionFactory().setRequestedChannelMax(CHANNEL_MAX);
		this.server = AmphoraServer.builder(service, this.connectionFactory).build();
		this.client = AmphoraClient.builder(service, this.connectionFactory).timeout(Duration.ofMinutes(2)).build();
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
	}

	@AfterEach
	void close() {
		this.callers.shutdownNow();
		this.client.close();
		this.server.close();
	}

	@Test
	void everyCallGetsItsOwnReplyAndLeavesNothingBehind() throws Exception {
		this.server.serve();
		long begin = System.nanoTime();
		assertThat(callFromAllThreads()).isEqualTo(CALLS);
		report(Duration.ofNanos(System.nanoTime() - begin));
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(this.client.statistics()).isEqualTo(new ClientStatistics(0, 0, CALLS, 0, 0, 0)));
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.server.statistics().handled()).isEqualTo(CALLS);
		this.client.close();
		this.server.close();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.threadsBefore).containsAll(amphoraThreads()));
		assertThatAllChannelsAreFree(this.connectionFactory);
		assertThatAllChannelsAreFree(this.connectionFactory.getPublisherConnectionFactory());
	}

	private int callFromAllThreads() {
		AtomicInteger next = new AtomicInteger();
		List<CompletableFuture<Integer>> right = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			right.add(CompletableFuture.supplyAsync(() -> {
				int count = 0;
				for (int n = next.getAndIncrement(); n < CALLS; n = next.getAndIncrement()) {
					count += (this.client.call("add", Integer.class, n, 1) == n + 1) ? 1 : 0;
				}
				return count;
			}, this.callers));
		}
		return right.stream().mapToInt(CompletableFuture::join).sum();
	}

	private void report(Duration elapsed) {
		logger.info("%d calls from %d threads: %d calls/s".formatted(CALLS, THREADS,
				CALLS * 1000L / Math.max(1, elapsed.toMillis())));
	}

	/** A connection gives no more than so many channels at a time. */
	private static void assertThatAllChannelsAreFree(ConnectionFactory connectionFactory) throws Exception {
		List<Channel> channels = new ArrayList<>();
		for (int i = 0; i < CHANNEL_MAX; i++) {
			Channel channel = connectionFactory.createConnection().getDelegate().createChannel();
			assertThat(channel).as("channel %d", i + 1).isNotNull();
			channels.add(channel);
		}
		for (Channel channel : channels) {
			channel.close();
		}
	}

	private static Set<Thread> amphoraThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("amphora-"))
			.collect(Collectors.toSet());
	}

}
