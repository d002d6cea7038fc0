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

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.AMQConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ChannelSource}.
 */
class ChannelSourceTests {

	private final ConnectionFactory connectionFactory = mock();

	private final org.springframework.amqp.rabbit.connection.Connection shared = mock();

	private final Connection connection = mock();

	private final ChannelSource source = source(this.connectionFactory);

	ChannelSourceTests() {
		given(this.connectionFactory.createConnection()).willReturn(this.shared);
		willReturn(this.connection).given(this.shared).getDelegate();
		given(this.connection.isOpen()).willReturn(true);
	}

	@Test
	void connectionThatIsOpenButCannotOpenAChannelIsClosed() throws Exception {
		given(this.connection.createChannel()).willThrow(new SocketException("Socket closed"));
		assertThatExceptionOfType(SocketException.class).isThrownBy(this.source::openChannel);
		then(this.connection).should().abort(anyInt());
	}

	@Test
	void channelsOfSuchAConnectionAreNotifiedThoughNoThreadReadsFromIt() throws Exception {
		AMQConnection unread = mock();
		willReturn(unread).given(this.shared).getDelegate();
		given(unread.isOpen()).willReturn(true);
		given(unread.createChannel()).willThrow(new SocketException("Socket closed"));
		assertThatExceptionOfType(SocketException.class).isThrownBy(this.source::openChannel);
		then(unread).should().handleIoError(isA(EOFException.class));
	}

	@Test
	void connectionThatIsClosedIsNotClosedAgain() throws Exception {
		given(this.connection.createChannel()).willAnswer((call) -> {
			given(this.connection.isOpen()).willReturn(false);
			throw new IOException("lost");
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(this.source::openChannel);
		then(this.connection).should(never()).abort(anyInt());
	}

	@Test
	void connectionWithoutAFurtherChannelStaysOpen() throws Exception {
		assertThatExceptionOfType(IOException.class).isThrownBy(this.source::openChannel)
			.withMessageContaining("channel_max");
		then(this.connection).should(never()).abort(anyInt());
	}

	@Test
	void channelIsThatOfTheConnection() throws Exception {
		Channel channel = mock();
		given(this.connection.createChannel()).willReturn(channel);
		assertThat(this.source.openChannel()).isSameAs(channel);
	}

	@ParameterizedTest
	@CsvSource({ "broker.example.com, broker.example.com", ", 10.0.0.5" })
	void separateConnectionLeadsToTheSameNodeByItsConfiguredName(@Nullable String name, String expected)
			throws Exception {
		com.rabbitmq.client.ConnectionFactory client = mock();
		ArgumentCaptor<List<Address>> addresses = ArgumentCaptor.captor();
		given(client.newConnection(any(), addresses.capture(), any())).willReturn(this.connection);
		ChannelSource spring = source(new CachingConnectionFactory(client));
		assertThat(spring.openSeparate(channel(name))).isSameAs(this.connection);
		assertThat(addresses.getValue()).containsExactly(new Address(expected, 5671));
	}

	@Test
	void otherConnectionFactoriesOpenNoSeparateConnection() throws Exception {
		assertThat(this.source.openSeparate(channel("broker"))).isNull();
	}

	private Channel channel(@Nullable String host) throws UnknownHostException {
		Channel channel = mock();
		given(channel.getConnection()).willReturn(this.connection);
		given(this.connection.getAddress()).willReturn(InetAddress.getByAddress(host, new byte[] { 10, 0, 0, 5 }));
		given(this.connection.getPort()).willReturn(5671);
		return channel;
	}

	private static ChannelSource source(ConnectionFactory connectionFactory) {
		return new ChannelSource(connectionFactory,
				new ConnectionFailureLog(null, "broker:5672", Duration.ofSeconds(15)), new WaitingChannels(), () -> {
				});
	}

}
