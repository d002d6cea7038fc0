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

package io.amphora.docs;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

import io.amphora.CallContext;
import io.amphora.IgnoreRequestException;
import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The code of {@code docs/serving.md} that needs no Spring Boot.
 */
class ServingIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private final Set<String> connected = ConcurrentHashMap.newKeySet();

	private AmphoraServer server;

	private AmphoraClient client;

	@BeforeEach
	void build() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::build[]
		AmphoraServer server = AmphoraServer.builder("simplemath", connectionFactory).concurrency(4).build();
		server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		server.serve();
		// end::build[]
		this.server = server;
		this.client = AmphoraClient.builder("simplemath", connectionFactory).timeout(PATIENCE).build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void functionEndsWhenItsCallIsCancelled() {
		AmphoraServer server = this.server;
		CountDownLatch started = new CountDownLatch(1);
		AtomicInteger read = new AtomicInteger();
		ToIntFunction<String> reader = (file) -> {
			CallContext context = CallContext.current();
			started.countDown();
			await().atMost(PATIENCE).until(() -> context.remaining().isZero());
			return read.incrementAndGet();
		};
		// tag::cancelled[]
		server.addFunction("read_files", (call) -> {
			int lines = 0;
			for (String file : call.argument(0, String[].class)) {
				if (call.context().isCancelled()) {
					throw new CancellationException();
				}
				lines += reader.applyAsInt(file);
			}
			return lines;
		});
		// end::cancelled[]
		assertThat(this.client.call("add", int.class, 2, 3)).isEqualTo(5);
		this.client.function("read_files")
			.timeout(Duration.ofSeconds(3))
			.defer(int.class, (Object) new String[] { "one", "two", "three" });
		await().atMost(PATIENCE).until(() -> server.statistics().running() == 0 && started.getCount() == 0);
		assertThat(read).hasValueLessThan(3);
		assertThat(server.statistics().expired()).isEqualTo(1);
		assertThat(this.client.statistics().late()).isZero();
	}

	@Test
	void functionsComeAndGo() {
		AmphoraServer server = this.server;
		// tag::functions[]
		server.addFunction("greet", (call) -> "Hello " + call.argument("name", String.class));
		server.removeFunction("add");
		// end::functions[]
		assertThat(this.client.function("greet").kwarg("name", "Ada").call(String.class)).isEqualTo("Hello Ada");
		assertThat(server.functions()).hasSize(1);
	}

	@Test
	void functionRepliesWhenItsFutureCompletes() {
		AmphoraServer server = this.server;
		// tag::future[]
		server.addFunction("slow_add", (call) -> {
			int sum = call.argument(0, int.class) + call.argument(1, int.class);
			return CompletableFuture.supplyAsync(() -> sum);
		});
		// end::future[]
		assertThat(this.client.call("slow_add", int.class, 2, 3)).isEqualTo(5);
	}

	@Test
	void functionChoosesWhatItsCallerSees() {
		AmphoraServer server = this.server;
		// tag::remote-exception[]
		server.addFunction("root", (call) -> {
			int x = call.argument(0, int.class);
			if (x < 0) {
				throw new RemoteException("ValueError", "x", x);
			}
			return Math.sqrt(x);
		});
		// end::remote-exception[]
		assertThat(this.client.call("root", double.class, 9)).isEqualTo(3);
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("root", double.class, -5))
			.satisfies((ex) -> assertThat(ex.args()).containsExactly("x", -5));
	}

	@Test
	void functionGivesARequestBack() {
		this.server.addFunction("show", (call) -> {
			requireConnected(call.argument(0, String.class));
			return "shown";
		});
		assertThat(this.client.call("show", String.class, "Ada")).isEqualTo("shown");
		assertThat(this.server.statistics().ignored()).isEqualTo(1);
	}

	// tag::ignore[]
	private void requireConnected(String user) {
		if (!isConnectedHere(user)) {
			throw new IgnoreRequestException(user + " is connected to another instance");
		}
	}
	// end::ignore[]

	private boolean isConnectedHere(String user) {
		return !this.connected.add(user);
	}

	@Test
	void functionIsAcknowledgedOnReceipt() {
		AmphoraServer server = this.server;
		FunctionHandler charge = (call) -> "charged";
		// tag::on-receipt[]
		server.addFunction(new FunctionDefinition("charge", charge).acknowledge(Acknowledge.ON_RECEIPT));
		// end::on-receipt[]
		assertThat(this.client.call("charge", String.class)).isEqualTo("charged");
	}

	@Test
	void deadlineGoesWithWorkOfOtherThreads() {
		AmphoraServer server = this.server;
		AmphoraClient simplemath = this.client;
		Executor executor = ForkJoinPool.commonPool();
		// tag::propagating[]
		server.addFunction("add_later", (call) -> {
			int x = call.argument(0, int.class);
			return CompletableFuture.supplyAsync(() -> simplemath.call("add", int.class, x, 1),
					CallContext.propagating(executor));
		});
		// end::propagating[]
		assertThat(simplemath.call("add_later", int.class, 2)).isEqualTo(3);
	}

	@Test
	void warmShutdownFinishesWhatRuns() {
		AmphoraServer server = this.server;
		server.serve().join();
		// tag::stop[]
		server.prepareStop();
		server.stop();
		// end::stop[]
		CompletableFuture<Integer> sum = this.client.defer("add", int.class, 2, 3);
		assertThat(server.serving()).isFalse();
		server.serve();
		assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
	}

}
