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

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.client.AmphoraClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mutated responses against a client, from the delivery to the end of the call. A good
 * response follows each of them, for calls whose mutant was not even theirs.
 */
class ResponseFuzzTests implements LoopbackBroker.Listener {

	private static final int AT_A_TIME = 100;

	private static final String QUEUE = "rpc_fuzz_response_u";

	private static final byte[] GOOD = "{\"result\":42}".getBytes(StandardCharsets.UTF_8);

	private static final List<Type> TYPES = List.of(int.class, Long.class, String.class, Object.class, BigDecimal.class,
			Instant.class, byte[].class, FuzzFunctions.Item.class, FuzzFunctions.Colour.class, void.class,
			new ParameterizedTypeReference<List<Integer>>() {
			}.getType(), new ParameterizedTypeReference<Map<String, FuzzFunctions.Item>>() {
			}.getType(), new ParameterizedTypeReference<Optional<double[]>>() {
			}.getType());

	private final LoopbackBroker broker = new LoopbackBroker(this);

	private final Semaphore permits = new Semaphore(AT_A_TIME);

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private final AtomicInteger ended = new AtomicInteger();

	private final AtomicInteger settled = new AtomicInteger();

	@ParameterizedTest
	@EnumSource
	void endsEveryCallForEachReply(Json json) throws Exception {
		int times = Fuzz.times(5_000);
		try (AmphoraClient client = AmphoraClient.builder("fuzz", this.broker.connectionFactory())
			.uuid("u")
			.serializer(json.serializer())
			.timeout(Duration.ofMinutes(1))
			.build()) {
			this.broker.awaitConsumer(QUEUE);
			call(client, 0, times / 5);
			long before = Fuzz.usedHeap();
			call(client, times / 5, times);
			Awaitility.await(Fuzz.seed()).until(() -> this.settled.get() == 2 * times);
			assertThat(this.ended).hasValue(times);
			assertThat(this.wrong).as(Fuzz.seed()).isEmpty();
			assertThat(this.broker.rejected()).isZero();
			assertThat(client.statistics().pending()).isZero();
			assertThat(Fuzz.usedHeap()).matches((after) -> Fuzz.flat(before, after), "as at first: " + before);
		}
		finally {
			this.broker.close();
		}
	}

	private void call(AmphoraClient client, int from, int to) throws InterruptedException {
		for (int number = from; number < to; number++) {
			assertThat(this.permits.tryAcquire(30, TimeUnit.SECONDS)).as("room for case " + number).isTrue();
			int called = number;
			Type type = Corpus.pick(Fuzz.random(-number), TYPES);
			client.function("f")
				.correlationId("call-" + number)
				.defer(type)
				.whenComplete((result, failure) -> ended(called, type, failure));
		}
	}

	private void ended(int number, Type type, @Nullable Throwable failure) {
		boolean expected = failure == null || failure instanceof WrongResultException
				|| failure instanceof WrongRequestException || failure instanceof RemoteException;
		if (!expected) {
			this.wrong.add(failure + " for " + type + " in " + Fuzz.describe(number, mutant(Fuzz.random(number))));
		}
		this.ended.incrementAndGet();
		this.permits.release();
	}

	private static byte[] mutant(RandomGenerator random) {
		return new BodyMutator(random).mutate(Corpus.response(random));
	}

	@Override
	public void published(String routingKey, BasicProperties request, byte[] body) {
		String correlationId = request.getCorrelationId();
		RandomGenerator random = Fuzz.random(Integer.parseInt(correlationId.substring("call-".length())));
		byte[] mutant = mutant(random);
		BasicProperties good = new BasicProperties.Builder().contentType("application/json")
			.correlationId(correlationId)
			.build();
		BasicProperties forged = new PropertyMutator(random).mutate(good);
		this.broker.execute(() -> {
			this.broker.deliver(QUEUE, forged, mutant);
			this.broker.deliver(QUEUE, good, GOOD);
		});
	}

	@Override
	public void settled(int count) {
		this.settled.addAndGet(count);
	}

}
