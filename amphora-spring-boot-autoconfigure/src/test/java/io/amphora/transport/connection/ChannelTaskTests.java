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

package io.amphora.transport.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.FakeBroker;
import io.amphora.transport.FakeChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelTask}, as transports execute it.
 */
class ChannelTaskTests {

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker
		.transport(RandomizedBackOff.of(Duration.ofMillis(1), Duration.ofMillis(10)), Duration.ofMillis(10));

	private final AtomicInteger attempts = new AtomicInteger();

	ChannelTaskTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void runsOnceOnAChannelOfItsOwnThatIsClosedAfterwards() {
		assertThat(execute((channel) -> "done")).succeedsWithin(PATIENCE).isEqualTo("done");
		assertOver(1);
		assertThat(this.broker.channels()).hasSize(1);
	}

	@Test
	void isTriedAgainUntilThereIsABroker() {
		this.broker.down(true);
		CompletableFuture<String> result = execute((channel) -> "done");
		await().until(() -> this.broker.attempts() > 3);
		assertThat(result).isNotDone();
		this.broker.down(false);
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo("done");
	}

	@Test
	void isTriedAgainWhenTheConnectionIsLostMeanwhile() {
		CompletableFuture<String> result = execute((channel) -> {
			if (this.attempts.get() < 3) {
				throw new ShutdownSignalException(true, false, null, null);
			}
			return "done";
		});
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo("done");
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404, 406 })
	void refusalEndsIt(int code) {
		CompletableFuture<String> result = execute((channel) -> {
			throw new IOException(new ShutdownSignalException(false, false,
					new AMQP.Channel.Close.Builder().replyCode(code).replyText("refused").build(), null));
		});
		assertThat(result).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(TopologyException.class);
		assertOver(1);
	}

	@Test
	void anythingElseThatIsThrownEndsIt() {
		CompletableFuture<String> result = execute((channel) -> {
			throw new StackOverflowError("too deep");
		});
		assertThat(result).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StackOverflowError.class);
		assertOver(1);
	}

	@Test
	void isGivenUpWhenThePatienceIsOver() {
		this.broker.down(true);
		await().until(() -> {
			assertThat(executeFor(Duration.ofMillis(50))).failsWithin(PATIENCE);
			return this.transport.connection().lastFailure() != null;
		});
		assertThat(executeFor(Duration.ofMillis(50))).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoResultException.class)
			.withMessageContaining("There was no connection to the broker in time. Amphora cannot")
			.withStackTraceContaining("down");
		this.broker.down(false);
		assertOver(0);
	}

	private CompletableFuture<String> executeFor(Duration patience) {
		return this.transport.consuming().execute((channel) -> "done", patience);
	}

	@Test
	void endsWithTheTransport() {
		this.broker.down(true);
		CompletableFuture<String> result = execute((channel) -> "done");
		await().until(() -> this.broker.attempts() > 1);
		this.transport.close();
		assertThat(result).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		assertThat(execute((channel) -> "done")).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class);
	}

	private CompletableFuture<String> execute(ChannelAction<String> action) {
		return this.transport.consuming().execute((channel) -> {
			this.attempts.incrementAndGet();
			return action.execute(channel);
		}, PATIENCE);
	}

	private void assertOver(int expected) {
		await().during(Duration.ofMillis(100)).atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.attempts).hasValue(expected);
			assertThat(this.broker.channels()).extracting(FakeChannel::channel).noneMatch(Channel::isOpen);
			assertThat(this.transport.scheduled()).isZero();
		});
	}

}
