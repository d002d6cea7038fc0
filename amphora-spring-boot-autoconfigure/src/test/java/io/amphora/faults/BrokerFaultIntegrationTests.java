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
import java.util.concurrent.CompletableFuture;

import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls over a broker that stops, or has no memory left.
 */
@RabbitMqNodeTest
class BrokerFaultIntegrationTests {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final CachingConnectionFactory connectionFactory = new CachingConnectionFactory(node.host(), node.port());

	private final AmphoraServer server = newServer("faults");

	private final AmphoraClient client = newClient("faults");

	private AmphoraServer newServer(String service) {
		return newServer(service, this.connectionFactory);
	}

	private static AmphoraServer newServer(String service, CachingConnectionFactory connectionFactory) {
		AmphoraServer created = AmphoraServer.builder(service, connectionFactory).build();
		created.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		return created;
	}

	/** Its calls outlast the start of a node, which takes minutes on a busy machine. */
	private AmphoraClient newClient(String service) {
		return AmphoraClient.builder(service, this.connectionFactory).timeout(Duration.ofMinutes(5)).build();
	}

	@BeforeEach
	void serve() {
		this.server.serve();
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
		this.connectionFactory.destroy();
	}

	@Test
	void callsTimeOutWhileTheBrokerBlocksAndWorkAgainAfterwards() {
		withoutMemory(() -> {
			RemoteFunction brief = this.client.function("add").timeout(Duration.ofMillis(500));
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> brief.call(int.class, 2, 3));
			}
			assertThat(this.client.statistics().pending()).isZero();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.client.connection().blockedReason()).contains("memory"));
			assertThat(this.client.connection().connected()).isTrue();
		});
		assertThat(this.client.call("add", Integer.class, 3, 4)).isEqualTo(7);
		assertThat(this.client.connection().blocked()).isFalse();
		assertThat(this.server.connection().connected()).isTrue();
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
	}

	@Test
	void callsBufferedWhileTheBrokerBlockedSucceedThoughAClientIsClosed() {
		AmphoraClient other = newClient("faults");
		assertThat(other.call("add", Integer.class, 2, 3)).isEqualTo(5);
		CompletableFuture<Integer> open = this.client.defer("add", Integer.class, 2, 3);
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		List<CompletableFuture<Void>> closed = new ArrayList<>();
		withoutMemory(() -> {
			for (int i = 0; i < 100; i++) {
				results.add(this.client.defer("add", Integer.class, i, 1));
			}
			closed.add(CompletableFuture.runAsync(other::close));
			await().atMost(PATIENCE).until(() -> this.client.connection().blocked());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThatExceptionOfType(StoppedException.class).isThrownBy(other::serve));
			assertThat(results).noneMatch(CompletableFuture::isDone);
		});
		assertThat(open).succeedsWithin(PATIENCE).isEqualTo(5);
		for (int i = 0; i < 100; i++) {
			assertThat(results.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + 1);
		}
		assertThat(closed.get(0)).succeedsWithin(PATIENCE);
	}

	@Test
	void serverThatStartsWhileTheBrokerBlocksRepliesAfterwards() {
		CachingConnectionFactory unused = new CachingConnectionFactory(node.host(), node.port());
		try (AmphoraServer late = newServer("late", unused); AmphoraClient caller = newClient("late")) {
			List<CompletableFuture<?>> results = new ArrayList<>();
			withoutMemory(() -> {
				results.add(late.serve());
				await().atMost(PATIENCE).until(() -> late.serving() && late.connection().blocked());
				results.add(caller.defer("add", Integer.class, 2, 3));
			});
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
		}
		finally {
			unused.destroy();
		}
	}

	@Test
	void loadAndWaitingRequestsSurviveARestartOfTheBroker() {
		try (AmphoraServer away = newServer("waiting");
				AmphoraClient waiting = newClient("waiting");
				Load load = new Load(this.client, 8)) {
			away.serve().join();
			away.stop();
			CompletableFuture<Integer> result = waiting.defer("add", Integer.class, 2, 3);
			await().atMost(PATIENCE).until(() -> waiting.statistics().held() == 0);
			load.awaitReplies(200);
			node.stop();
			node.start();
			load.awaitReplies(200);
			load.finish();
			assertThat(load.failures()).isEmpty();
			away.serve();
			assertThat(result).succeedsWithin(PATIENCE).isEqualTo(5);
		}
	}

	private static void withoutMemory(Runnable action) {
		node.ctl("set_vm_memory_high_watermark", "0");
		try {
			action.run();
		}
		finally {
			node.ctl("set_vm_memory_high_watermark", "0.6");
		}
	}

}
