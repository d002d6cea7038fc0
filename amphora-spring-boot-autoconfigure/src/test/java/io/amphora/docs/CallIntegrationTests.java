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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.amphora.RemoteException;
import io.amphora.WrongThreadException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.client.RemoteFunction;
import io.amphora.client.ReplyMode;
import io.amphora.server.AmphoraServer;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/calls.md} that makes calls.
 */
class CallIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private AmphoraServer server;

	private AmphoraClient client;

	@BeforeEach
	void serve() {
		this.server = AmphoraServer.builder("simplemath", broker.connectionFactory()).build();
		this.server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		this.server.addFunction("divide", (call) -> call.argument(0, int.class) / call.argument(1, int.class));
		this.server.addFunction("primes", (call) -> List.of(2, 3, 5));
		this.server.addFunction("greet", (call) -> "Hello " + call.argument("name", String.class));
		this.server.addFunction("log", (call) -> this.seen.add(call.argument(0, String.class)));
		this.server.addFunction("send_message.email.text", (call) -> "text to " + call.argument(0, String.class));
		this.server.addFunction("send_message.email.html", (call) -> "html to " + call.argument(0, String.class));
		this.server.serve();
		this.client = AmphoraClient.builder("simplemath", broker.connectionFactory()).build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void clientIsBuiltWithoutSpringBoot() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::build[]
		AmphoraClient client = AmphoraClient.builder("simplemath", connectionFactory)
			.timeout(Duration.ofSeconds(5))
			.build();
		// end::build[]
		assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
		client.close();
	}

	@Test
	void callsTravelTogetherWithBatching() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::batching[]
		AmphoraClient client = AmphoraClient.builder("simplemath", connectionFactory)
			.batching(BatchLimits.defaults())
			.build();
		// end::batching[]
		List<CompletableFuture<Integer>> sums = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			sums.add(client.defer("add", int.class, i, 1));
		}
		assertThat(sums).extracting(CompletableFuture::join).startsWith(1, 2, 3).hasSize(50);
		client.close();
	}

	@Test
	void callWaitsForTheResult() {
		AmphoraClient client = this.client;
		// tag::call[]
		int five = client.call("add", int.class, 2, 3);
		List<Integer> primes = client.call("primes", new ParameterizedTypeReference<List<Integer>>() {
		});
		// end::call[]
		assertThat(five).isEqualTo(5);
		assertThat(primes).containsExactly(2, 3, 5);
	}

	@Test
	void callIsAPublisher() {
		AmphoraClient client = this.client;
		// tag::reactive[]
		Mono<Integer> sum = client.function("add").reactive().call(int.class, 2, 3);
		// end::reactive[]
		assertThat(sum.block(PATIENCE)).isEqualTo(5);
		// tag::non-blocking[]
		CompletableFuture<Integer> later = client.function("add").nonBlocking(true).defer(int.class, 2, 3);
		// end::non-blocking[]
		assertThat(later).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void deferDoesNotWait() throws Exception {
		AmphoraClient client = this.client;
		BlockingQueue<Object> results = this.seen;
		// tag::defer[]
		CompletableFuture<Integer> sum = client.defer("add", int.class, 2, 3);
		sum.thenAccept(results::add);
		// end::defer[]
		assertThat(this.seen.poll(20, TimeUnit.SECONDS)).isEqualTo(5);
	}

	@Test
	void dependentActionThatBlocksMovesToAnotherThread() {
		AmphoraClient client = this.client;
		// tag::async[]
		CompletableFuture<Integer> ten = client.defer("add", int.class, 2, 3)
			.thenApplyAsync((sum) -> client.call("add", int.class, sum, 5));
		// end::async[]
		assertThat(ten).succeedsWithin(PATIENCE).isEqualTo(10);
	}

	@Test
	void dependentActionThatBlocksFailsAtOnce() {
		CountDownLatch mayReturn = new CountDownLatch(1);
		this.server.addFunction("wait", (call) -> {
			mayReturn.await();
			return 1;
		});
		CompletableFuture<Integer> blocking = this.client.defer("wait", int.class)
			.thenApply((sum) -> this.client.call("add", int.class, sum, 5));
		mayReturn.countDown();
		assertThat(blocking).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongThreadException.class);
	}

	@Test
	void namesAreBuiltStepByStep() {
		AmphoraClient client = this.client;
		// tag::path[]
		RemoteFunction email = client.function("send_message").function("email");
		String text = email.function("text").call(String.class, "root@example.com", "Hello!");
		for (String format : List.of("html", "text")) {
			client.function("send_message.email." + format).defer(String.class, "root@example.com", "Hello!");
		}
		// end::path[]
		assertThat(text).isEqualTo("text to root@example.com");
		assertThat(email.function("html").call(String.class, "me")).isEqualTo("html to me");
	}

	@Test
	void argumentsHaveNames() {
		AmphoraClient client = this.client;
		// tag::kwargs[]
		String hello = client.function("greet").kwarg("name", "Ada").call(String.class);
		String again = client.function("greet").kwargs(Map.of("name", "Ada")).call(String.class);
		// end::kwargs[]
		assertThat(hello).isEqualTo("Hello Ada");
		assertThat(again).isEqualTo("Hello Ada");
	}

	@Test
	void callHasATimeoutOfItsOwn() {
		AmphoraClient client = this.client;
		assertThat(client.call("add", int.class, 1, 1)).isEqualTo(2);
		// tag::timeout[]
		int five = client.function("add").timeout(Duration.ofSeconds(2)).call(int.class, 2, 3);
		// end::timeout[]
		assertThat(five).isEqualTo(5);
	}

	@Test
	void deferWaitsUntilTheRequestIsPublished() {
		AmphoraClient client = this.client;
		// tag::wait-publish[]
		CompletableFuture<Integer> sum = client.function("add").waitPublish(true).defer(int.class, 2, 3);
		// end::wait-publish[]
		assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void idempotentCallMayBeSentAgain() {
		AmphoraClient client = this.client;
		// tag::idempotent[]
		int five = client.function("add").idempotent(true).call(int.class, 2, 3);
		// end::idempotent[]
		assertThat(five).isEqualTo(5);
	}

	@Test
	void repliesArriveDirectly() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::direct[]
		AmphoraClient client = AmphoraClient.builder("simplemath", connectionFactory)
			.replyMode(ReplyMode.DIRECT)
			.autoStartup(false)
			.build();
		// end::direct[]
		assertThat(client.state()).isEqualTo(ClientState.STOPPED);
		client.close();
	}

	@Test
	void sentRequestHasNoReply() throws Exception {
		AmphoraClient client = this.client;
		// tag::send[]
		client.function("log").send("order 7 was shipped").join();
		// end::send[]
		assertThat(this.seen.poll(20, TimeUnit.SECONDS)).isEqualTo("order 7 was shipped");
	}

	@Test
	void remoteExceptionHasTypeAndArguments() {
		AmphoraClient client = this.client;
		// tag::exception[]
		try {
			client.call("divide", int.class, 10, 0);
		}
		catch (RemoteException ex) {
			System.out.println(ex.errorType()); // ArithmeticException
			System.out.println(ex.args()); // [] or, with messages, [/ by zero]
			System.out.println(ex.report().elapsed()); // PT0.004S
		}
		// end::exception[]
	}

	@Test
	void stoppedClientHoldsItsCalls() {
		AmphoraClient client = this.client;
		// tag::stop[]
		client.stop();
		CompletableFuture<Integer> sum = client.defer("add", int.class, 2, 3);
		client.serve();
		// end::stop[]
		assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void notifiesListenersOfStates() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		BlockingQueue<Object> states = this.seen;
		// tag::listener[]
		AmphoraClient client = AmphoraClient.builder("simplemath", connectionFactory)
			.stateListener((changed, state) -> states.add(state))
			.build();
		// end::listener[]
		client.stop();
		client.close();
		assertThat(states).containsExactly(ClientState.SERVING, ClientState.STOPPED, ClientState.CLOSED);
	}

	@Test
	void threadWaitsUntilTheClientIsStopped() throws Exception {
		AmphoraClient client = AmphoraClient.builder("simplemath", broker.connectionFactory())
			.autoStartup(false)
			.stateListener((changed, state) -> {
				if (state == ClientState.SERVING) {
					CompletableFuture.runAsync(changed::stop);
				}
			})
			.build();
		// tag::await-stop[]
		client.serve();
		client.awaitStop();
		// end::await-stop[]
		client.close();
		assertThat(client.state()).isEqualTo(ClientState.CLOSED);
	}

	@Test
	void serveCompletesWhenTheBrokerHasAcceptedTheClient() {
		AmphoraClient client = this.client;
		client.stop();
		// tag::serve[]
		client.serve().join();
		// end::serve[]
		assertThat(client.state()).isEqualTo(ClientState.SERVING);
	}

}
