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
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.FakeBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.util.backoff.BackOff;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitingChannels}.
 */
class WaitingChannelsTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private static final BackOff BACK_OFF = RandomizedBackOff.of(NEVER, NEVER);

	private final FakeBroker broker = new FakeBroker();

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(2);

	private final WaitingChannels waiting = new WaitingChannels();

	private final ConnectionFailureLog failures = new ConnectionFailureLog(null, "broker:5672", NEVER);

	private final ChannelSource consuming = source();

	private final ChannelSource publishing = source();

	private final List<String> opened = new CopyOnWriteArrayList<>();

	WaitingChannelsTests() throws Exception {
	}

	private ChannelSource source() {
		return new ChannelSource(this.broker.connectionFactory(), this.failures, this.waiting, () -> {
		});
	}

	@AfterEach
	void end() throws InterruptedException {
		this.worker.shutdownNow();
		assertThat(this.worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void channelsThatCouldNotLogInTryAgainWhenAnotherOneIsOpen() {
		this.broker.failWith(new AmqpAuthenticationException(new IllegalStateException("ACCESS_REFUSED")));
		channel("first", this.consuming).start();
		channel("second", this.publishing).start();
		await().until(() -> this.broker.attempts() == 2);
		this.broker.failWith(null);
		assertThat(channel("third", this.consuming).start()).succeedsWithin(PATIENCE);
		await().until(() -> this.opened.size() == 3);
		assertThat(this.opened).containsExactlyInAnyOrder("first", "second", "third");
	}

	@Test
	void channelsThatCouldNotConnectTryAgainWhenAnotherOneIsOpen() {
		this.broker.failWith(new AmqpConnectException(new ConnectException("down")));
		channel("first", this.consuming).start();
		await().until(() -> this.broker.attempts() > 1);
		this.broker.failWith(null);
		assertThat(channel("second", this.publishing).start()).succeedsWithin(PATIENCE);
		await().until(() -> this.opened.size() == 2);
	}

	@Test
	void channelThatHasLostItsConnectionSeveralTimesTriesAgainWhenAnotherOneIsOpen() {
		this.worker.setCorePoolSize(1);
		assertThat(channel("first", this.consuming).start()).succeedsWithin(PATIENCE);
		this.broker.channel(0).lose();
		this.broker.channel(1).lose();
		awaitIdleWorker();
		assertThat(this.opened).containsExactly("first", "first");
		assertThat(channel("second", this.publishing).start()).succeedsWithin(PATIENCE);
		await().until(() -> this.opened.size() == 4);
		assertThat(this.opened).containsExactly("first", "first", "second", "first");
	}

	@Test
	void channelThatTheBrokerHasClosedSeveralTimesWaitsForItsTime() {
		this.worker.setCorePoolSize(1);
		assertThat(channel("first", this.consuming).start()).succeedsWithin(PATIENCE);
		this.broker.channel(0).refuse(406, "PRECONDITION_FAILED");
		this.broker.channel(1).refuse(406, "PRECONDITION_FAILED");
		awaitIdleWorker();
		assertThat(channel("second", this.publishing).start()).succeedsWithin(PATIENCE);
		await().during(Duration.ofMillis(50))
			.atMost(PATIENCE)
			.until(() -> this.opened.equals(List.of("first", "first", "second")));
	}

	/** The next attempt of the channel is then the only task. */
	private void awaitIdleWorker() {
		await().until(() -> this.worker.getActiveCount() == 0 && this.worker.getQueue().size() == 1);
	}

	@Test
	void stoppedChannelIsNotOpened() {
		this.broker.failWith(new AmqpAuthenticationException(new IllegalStateException("ACCESS_REFUSED")));
		ManagedChannel stopped = channel("first", this.consuming);
		stopped.start();
		await().until(() -> this.broker.attempts() == 1);
		assertThat(stopped.stop(() -> false)).succeedsWithin(PATIENCE);
		this.broker.failWith(null);
		assertThat(channel("second", this.consuming).start()).succeedsWithin(PATIENCE);
		await().during(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> this.opened.equals(List.of("second")));
	}

	@Test
	void channelWhoseQueueIsRefusedWaitsForItsTime() {
		this.worker.setCorePoolSize(1);
		ManagedChannel refused = new ManagedChannel("refused", ChannelUse.ESSENTIAL, this.consuming, this.worker,
				new User("refused", true), new Attempts(BACK_OFF, NEVER));
		assertThat(refused.start()).failsWithin(PATIENCE);
		assertThat(channel("second", this.consuming).start()).succeedsWithin(PATIENCE);
		await().during(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> this.broker.channels().size() == 2);
	}

	@Test
	void channelThatFailsWhileAnotherOneOpensTriesAgainAtOnce() {
		for (int i = 0; i < 20; i++) {
			this.broker.failWith(new AmqpAuthenticationException(new IllegalStateException("ACCESS_REFUSED")));
			this.opened.clear();
			List<ManagedChannel> channels = IntStream.range(0, 10)
				.mapToObj((number) -> channel("channel " + number, this.consuming))
				.toList();
			channels.forEach(ManagedChannel::start);
			this.broker.failWith(null);
			ManagedChannel last = channel("last", this.publishing);
			assertThat(last.start()).succeedsWithin(PATIENCE);
			await().until(() -> this.opened.size() == 11);
			channels.forEach(ManagedChannel::close);
			last.close();
		}
	}

	private ManagedChannel channel(String name, ChannelSource source) {
		return new ManagedChannel(name, ChannelUse.ESSENTIAL, source, this.worker, new User(name, false),
				new Attempts(BACK_OFF, NEVER));
	}

	private final class User implements ChannelCallback {

		private final String name;

		private final boolean refused;

		private User(String name, boolean refused) {
			this.name = name;
			this.refused = refused;
		}

		@Override
		public Topology topology() {
			return Topology.NONE;
		}

		@Override
		public void opened(Channel channel) throws IOException {
			if (this.refused) {
				throw new IOException(new ShutdownSignalException(false, false,
						new AMQP.Channel.Close.Builder().replyCode(403).replyText("ACCESS_REFUSED").build(), null));
			}
			WaitingChannelsTests.this.opened.add(this.name);
		}

		@Override
		public void lost(Channel channel) {
		}

		@Override
		public void refused(TopologyException cause) {
		}

	}

}
