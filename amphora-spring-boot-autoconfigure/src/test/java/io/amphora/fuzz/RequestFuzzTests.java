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

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerStatistics;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutated requests against a server, from the delivery to the reply.
 */
class RequestFuzzTests implements LoopbackBroker.Listener {

	private static final String QUEUE = "rpc_fuzz_request";

	private static final int AT_A_TIME = 200;

	private static final int VALID_EVERY = 10;

	private static final byte[] VALID = "{\"func\":\"add\",\"args\":[40,2],\"kwargs\":{}}"
		.getBytes(StandardCharsets.UTF_8);

	private final LoopbackBroker broker = new LoopbackBroker(this);

	private final Semaphore permits = new Semaphore(AT_A_TIME);

	private final Map<String, String> open = new ConcurrentHashMap<>();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private final AtomicInteger validReplies = new AtomicInteger();

	private final AtomicInteger results = new AtomicInteger();

	@ParameterizedTest
	@EnumSource
	void repliesToAnyRequest(Json json) throws Exception {
		int times = Fuzz.times(5_000);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(FuzzFunctions.class);
				AmphoraServer server = server(json, context)) {
			server.serve();
			this.broker.awaitConsumer(QUEUE);
			send(0, times / 5);
			long before = Fuzz.usedHeap();
			send(times / 5, times);
			Awaitility.await(Fuzz.seed()).until(() -> this.permits.availablePermits() == AT_A_TIME);
			assertThat(this.wrong).as(Fuzz.seed()).isEmpty();
			assertThat(this.open).as("without a reply with " + Fuzz.seed()).isEmpty();
			assertThat(this.validReplies).hasValue(times / VALID_EVERY);
			assertThat(this.results.get()).as("results, those of harmless mutants included")
				.isGreaterThan(times / VALID_EVERY);
			assertThat(context.getBean(FuzzFunctions.class).trespasses).hasValue(0);
			assertCounted(server.statistics(), times);
			assertThat(Fuzz.usedHeap()).matches((after) -> Fuzz.flat(before, after), "as at first: " + before);
		}
		finally {
			this.broker.close();
		}
	}

	private void assertCounted(ServerStatistics statistics, int times) {
		assertThat(this.broker.rejected()).isZero();
		assertThat(this.broker.unsettled(QUEUE)).isZero();
		assertThat(statistics.running()).isZero();
		assertThat(statistics.handled() + statistics.rejected() + statistics.expired() + statistics.duplicates())
			.isEqualTo(times + times / VALID_EVERY);
		assertThat(statistics.undeliverable()).isZero();
	}

	private AmphoraServer server(Json json, AnnotationConfigApplicationContext context) {
		AmphoraServer server = AmphoraServer.builder("fuzz", this.broker.connectionFactory())
			.serializer(json.serializer())
			.executor(Runnable::run)
			.build();
		new AmphoraFunctionDetector(context.getBeanFactory()).detect("fuzz")
			.forEach((function) -> server.addFunction(function.definition()));
		return server;
	}

	private void send(int from, int to) throws InterruptedException {
		for (int number = from; number < to; number++) {
			RandomGenerator random = Fuzz.random(number);
			byte[] body = new BodyMutator(random).mutate(Corpus.request(random));
			deliver(mutate(random, number), body, Fuzz.describe(number, body));
			if (number % VALID_EVERY == 0) {
				deliver(properties("valid-" + number).build(), VALID, "the valid request after case " + number);
			}
		}
	}

	private BasicProperties mutate(RandomGenerator random, int number) {
		BasicProperties.Builder forged = properties("mutant-" + number);
		if (random.nextInt(20) == 0) {
			forged.expiration(Corpus.pick(random, PropertyMutator.EXPIRATIONS));
		}
		if (random.nextInt(20) == 0) {
			forged.replyTo(null);
		}
		return new PropertyMutator(random).mutate(forged.build());
	}

	private static BasicProperties.Builder properties(String correlationId) {
		return new BasicProperties.Builder().contentType("application/json")
			.correlationId(correlationId)
			.messageId(correlationId)
			.replyTo("replies");
	}

	private void deliver(BasicProperties properties, byte[] body, String what) throws InterruptedException {
		assertThat(this.permits.tryAcquire(30, TimeUnit.SECONDS)).as("room for " + what).isTrue();
		String correlationId = properties.getCorrelationId();
		if (properties.getReplyTo() != null && properties.getExpiration() == null && correlationId != null
				&& correlationId.contains("-")) {
			this.open.put(correlationId, what);
		}
		this.broker.deliver(QUEUE, properties, body);
	}

	@Override
	public void published(String routingKey, BasicProperties properties, byte[] body) {
		String correlationId = properties.getCorrelationId();
		String what = (correlationId != null) ? this.open.remove(correlationId) : null;
		String reply = new String(body, 0, Math.min(body.length, 40), StandardCharsets.UTF_8);
		if (reply.startsWith("{\"result\":")) {
			this.results.incrementAndGet();
		}
		else if (!reply.startsWith("{\"exception\":{\"type\":\"WrongRe")) {
			this.wrong.add(reply + " to " + what);
		}
		if (correlationId != null && correlationId.startsWith("valid-") && reply.equals("{\"result\":42}")) {
			this.validReplies.incrementAndGet();
		}
	}

	@Override
	public void settled(int count) {
		this.permits.release(count);
	}

}
