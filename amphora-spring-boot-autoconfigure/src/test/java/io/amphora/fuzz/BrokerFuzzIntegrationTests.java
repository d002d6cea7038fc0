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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerStatistics;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutated requests and responses through a broker, between valid calls none of which may
 * suffer.
 */
@BrokerTest
class BrokerFuzzIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int VALID_EVERY = 10;

	private static final int AT_A_TIME = 100;

	private final TestBroker broker;

	private final String service;

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	BrokerFuzzIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("fuzz");
	}

	private static long settled(AmphoraServer server) {
		ServerStatistics statistics = server.statistics();
		return statistics.handled() + statistics.rejected() + statistics.duplicates();
	}

	@RabbitMqTest
	@Test
	void servesValidRequestsBetweenWrongOnes() throws Exception {
		int times = Fuzz.times(1_000);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(FuzzFunctions.class);
				AmphoraServer server = server(context);
				AmphoraClient client = client();
				BareAmqp bare = new BareAmqp(this.broker)) {
			server.serve().join();
			String replies = collectReplies(bare);
			flood(bare, replies, client, 0, times / 5);
			long before = Fuzz.usedHeap();
			flood(bare, replies, client, times / 5, times);
			// those that are still in the queue do not run yet
			Awaitility.await().atMost(PATIENCE).until(() -> settled(server) >= times + times / VALID_EVERY);
			Awaitility.await().atMost(PATIENCE).until(() -> server.statistics().running() == 0);
			assertThat(this.wrong).as(Fuzz.seed()).isEmpty();
			assertThat(server.serving()).isTrue();
			assertThat(settled(server)).isEqualTo(times + times / VALID_EVERY);
			assertThat(context.getBean(FuzzFunctions.class).trespasses).hasValue(0);
			assertThat(Fuzz.usedHeap()).matches((after) -> Fuzz.flat(before, after), "as at first: " + before);
		}
	}

	private void flood(BareAmqp bare, String replies, AmphoraClient client, int from, int to) throws Exception {
		List<CompletableFuture<Integer>> valid = new ArrayList<>();
		for (int number = from; number < to; number++) {
			RandomGenerator random = Fuzz.random(number);
			byte[] body = new BodyMutator(random).mutate(Corpus.request(random));
			BasicProperties properties = new PropertyMutator(random).mutate(properties("m-" + number, replies));
			bare.channel().basicPublish(requests(), this.service, properties, body);
			if (number % VALID_EVERY == 0) {
				valid.add(client.defer("add", int.class, number, 1));
			}
			if (valid.size() == AT_A_TIME) {
				assertSuccessful(valid);
			}
		}
		assertSuccessful(valid);
	}

	private static void assertSuccessful(List<CompletableFuture<Integer>> valid) {
		valid.forEach((sum) -> assertThat(sum.join() % VALID_EVERY).isEqualTo(1));
		valid.clear();
	}

	private String collectReplies(BareAmqp bare) throws Exception {
		String replies = bare.ownQueue("rpc_" + this.service + "_response_replies");
		bare.channel().basicConsume(replies, true, (tag, reply) -> {
			String text = new String(reply.getBody(), 0, Math.min(reply.getBody().length, 40));
			if (!text.startsWith("{\"result\":") && !text.startsWith("{\"exception\":{\"type\":\"WrongRe")) {
				this.wrong.add(text + " to " + reply.getProperties().getCorrelationId());
			}
		}, (tag) -> {
		});
		return replies;
	}

	@Test
	void endsCallsWithAnyReply() throws Exception {
		int times = Fuzz.times(1_000);
		try (AmphoraClient client = client(); BareAmqp bare = new BareAmqp(this.broker)) {
			client.serve().join();
			Channel channel = bare.channel();
			new ServiceTopology(this.service, QueueType.BROKER_DEFAULT).requests().declare(channel);
			channel.basicConsume(requests(), true, (tag, request) -> reply(channel, request), (tag) -> {
			});
			call(client, times / 5);
			long before = Fuzz.usedHeap();
			call(client, times - times / 5);
			assertThat(this.wrong).as(Fuzz.seed()).isEmpty();
			assertThat(client.statistics().pending()).isZero();
			assertThat(Fuzz.usedHeap()).matches((after) -> Fuzz.flat(before, after), "as at first: " + before);
		}
	}

	private void call(AmphoraClient client, int times) throws InterruptedException {
		Semaphore permits = new Semaphore(AT_A_TIME);
		for (int number = 0; number < times; number++) {
			assertThat(permits.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("case " + number).isTrue();
			int called = number;
			client.function("f").correlationId("call-" + number).defer(int.class).whenComplete((result, failure) -> {
				check(called, failure);
				permits.release();
			});
		}
		assertThat(permits.tryAcquire(AT_A_TIME, PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	private void check(int number, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause != null && !(cause instanceof WrongResultException) && !(cause instanceof WrongRequestException)
				&& !(cause instanceof RemoteException)) {
			this.wrong.add(cause + " in " + Fuzz.describe(number, mutant(Fuzz.random(number))));
		}
	}

	private static byte[] mutant(RandomGenerator random) {
		return new BodyMutator(random).mutate(Corpus.response(random));
	}

	/** A mutant first, then a good reply, for the call may not have seen the mutant. */
	private void reply(Channel channel, Delivery request) {
		String correlationId = request.getProperties().getCorrelationId();
		RandomGenerator random = Fuzz.random(Integer.parseInt(correlationId.substring("call-".length())));
		byte[] mutant = mutant(random);
		BasicProperties good = properties(correlationId, null);
		BasicProperties forged = new PropertyMutator(random).mutate(good);
		String replyTo = request.getProperties().getReplyTo();
		try {
			channel.basicPublish("", replyTo, forged, mutant);
			channel.basicPublish("", replyTo, good, "{\"result\":42}".getBytes());
		}
		catch (Exception ex) {
			this.wrong.add(ex + " when replying " + Fuzz.describe(0, mutant));
		}
	}

	private AmphoraServer server(AnnotationConfigApplicationContext context) {
		AmphoraServer server = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.serializer(Json.JACKSON_3.serializer())
			.build();
		new AmphoraFunctionDetector(context.getBeanFactory()).detect(this.service)
			.forEach((function) -> server.addFunction(function.definition()));
		return server;
	}

	private AmphoraClient client() {
		return AmphoraClient.builder(this.service, this.broker.connectionFactory()).timeout(PATIENCE).build();
	}

	private String requests() {
		return "rpc_" + this.service + "_request";
	}

	private static BasicProperties properties(String correlationId, String replyTo) {
		return new BasicProperties.Builder().contentType("application/json")
			.correlationId(correlationId)
			.messageId(correlationId)
			.replyTo(replyTo)
			.build();
	}

}
