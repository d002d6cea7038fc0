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

package io.amphora.transport;

import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.mockito.BDDMockito;

import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.util.backoff.BackOff;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * A connection factory whose only connection opens {@link FakeChannel}s.
 */
public final class FakeBroker {

	private final ConnectionFactory connectionFactory = mock(ConnectionFactory.class);

	private final com.rabbitmq.client.Connection connection = mock(com.rabbitmq.client.Connection.class);

	private final List<FakeChannel> channels = new CopyOnWriteArrayList<>();

	private final List<BlockedListener> blockedListeners = new CopyOnWriteArrayList<>();

	private volatile Throwable failure;

	private volatile Runnable onConnect = () -> {
	};

	public FakeBroker() throws Exception {
		Connection shared = mock(Connection.class);
		given(shared.getDelegate()).willReturn(this.connection);
		given(this.connectionFactory.createConnection()).willAnswer((call) -> {
			Throwable current = this.failure;
			if (current != null) {
				throw current;
			}
			this.onConnect.run();
			return shared;
		});
		given(this.connection.createChannel()).willAnswer((call) -> open());
		given(this.connection.isOpen()).willReturn(true);
		given(this.connection.getAddress()).willReturn(InetAddress.getLoopbackAddress());
		willAnswer((call) -> this.blockedListeners.add(call.getArgument(0))).given(this.connection)
			.addBlockedListener(any());
		given(this.connection.removeBlockedListener(any()))
			.willAnswer((call) -> this.blockedListeners.remove(call.<BlockedListener>getArgument(0)));
	}

	private Channel open() throws Exception {
		FakeChannel created = new FakeChannel(this.channels.size());
		given(created.channel().getConnection()).willReturn(this.connection);
		this.channels.add(created);
		return created.channel();
	}

	BrokerTransport transport() {
		return new BrokerTransport(this.connectionFactory);
	}

	public BrokerTransport transport(BackOff backOff, Duration refusalInterval) {
		return new BrokerTransport(this.connectionFactory, backOff, refusalInterval, null);
	}

	public ConnectionFactory connectionFactory() {
		return this.connectionFactory;
	}

	/** Let attempts to connect fail. */
	public void down(boolean newDown) {
		failWith(newDown ? new AmqpConnectException(new ConnectException("down")) : null);
	}

	/** Let attempts to connect fail in a certain way, or succeed again. */
	public void failWith(Throwable newFailure) {
		this.failure = newFailure;
	}

	/** Do something whenever a connection is asked for. */
	void onConnect(Runnable action) {
		this.onConnect = action;
	}

	public int attempts() {
		return BDDMockito.mockingDetails(this.connectionFactory).getInvocations().size();
	}

	public List<FakeChannel> channels() {
		return this.channels;
	}

	/** Wait for a channel; the first has number 0. */
	public FakeChannel channel(int number) {
		await().alias("channel " + number).until(() -> this.channels.size() > number);
		return this.channels.get(number);
	}

	/** Wait for what takes milliseconds without a broker, and look that often. */
	public static ConditionFactory await() {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2));
	}

	List<BlockedListener> blockedListeners() {
		return this.blockedListeners;
	}

	void block() throws Exception {
		for (BlockedListener listener : this.blockedListeners) {
			listener.handleBlocked("low on memory");
		}
	}

	void unblock() throws Exception {
		for (BlockedListener listener : this.blockedListeners) {
			listener.handleUnblocked();
		}
	}

}
