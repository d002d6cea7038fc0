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
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpIOException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionFailure}.
 */
class ConnectionFailureTests {

	private static final int CONNECTION_CLASS = 10;

	static final List<IOException> UNREACHABLE = List.of(new ConnectException("Connection refused"),
			new UnknownHostException("nowhere"), new EOFException(), new IOException(new TimeoutException()));

	@Test
	void remediesNameTheProperties() {
		assertThat(ConnectionFailure.ADDRESS.remedy()).contains("'amphora.host'");
		assertThat(ConnectionFailure.TLS.remedy()).contains("'amphora.ssl.enabled'");
		assertThat(ConnectionFailure.LOGIN.remedy()).contains("'amphora.username'", "'amphora.password'");
		assertThat(ConnectionFailure.VIRTUAL_HOST.remedy()).contains("'amphora.virtual-host'");
	}

	@ParameterizedTest
	@FieldSource("UNREACHABLE")
	void addressIsWrongIfNothingListens(IOException failure) {
		assertThat(ConnectionFailure.of(new AmqpIOException(failure))).isEqualTo(ConnectionFailure.ADDRESS);
	}

	@Test
	void loginIsRefused() {
		AmqpAuthenticationException failure = new AmqpAuthenticationException(
				new AuthenticationFailureException("ACCESS_REFUSED - Login was refused."));
		assertThat(ConnectionFailure.of(failure)).isEqualTo(ConnectionFailure.LOGIN);
		assertThat(ConnectionFailure.describe(failure)).startsWith("Amphora cannot log in to the broker:")
			.endsWith("ACCESS_REFUSED - Login was refused. Correct the user name and the password, for example"
					+ " 'amphora.username' and 'amphora.password', the client certificate, or the CredentialsProvider bean.");
	}

	@Test
	void credentialsAreNotProvided() {
		CredentialsException failure = new CredentialsException("the CredentialsProvider failed");
		assertThat(ConnectionFailure.of(failure)).isEqualTo(ConnectionFailure.CREDENTIALS);
		assertThat(ConnectionFailure.describe(failure))
			.startsWith("Amphora cannot get credentials for the broker: the CredentialsProvider failed. Correct the");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			530 | NOT_ALLOWED - vhost nosuch not found
			530 | NOT_ALLOWED - access to vhost 'v' refused for user 'u'
			404 | Unknown virtual host: 'nosuch'
			""")
	void virtualHostIsRefused(int code, String text) {
		AmqpIOException failure = new AmqpIOException(silent(connectionClosed(code, text)));
		assertThat(ConnectionFailure.of(failure)).isEqualTo(ConnectionFailure.VIRTUAL_HOST);
		assertThat(ConnectionFailure.describe(failure)).isEqualTo(
				"Amphora cannot use the virtual host of the broker: " + text + ". Create the virtual host, give the"
						+ " user permissions in it, or correct its name, for example 'amphora.virtual-host'.");
		assertThat(BrokerErrors.of(failure))
			.hasMessage("The broker refuses: " + text + ". Create the virtual host, give"
					+ " the user permissions in it, or correct its name, for example 'amphora.virtual-host'.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			403 | ACCESS_REFUSED - access to queue 'q' in vhost '/' refused for user 'u' | PERMISSION
			403 | ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use               | TOPOLOGY
			405 | RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q'   | TOPOLOGY
			404 | NOT_FOUND - no queue 'q' in vhost '/'                                  | TOPOLOGY
			404 | NOT_FOUND - home node of durable queue 'q' is down or inaccessible     | OTHER
			541 | INTERNAL_ERROR                                                         | OTHER
			""")
	void queueIsRefused(int code, String text, ConnectionFailure expected) {
		Method close = new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();
		assertThat(ConnectionFailure.of(silent(new ShutdownSignalException(false, false, close, null))))
			.isEqualTo(expected);
	}

	@Test
	void limitsAreNeitherAddressesNorVirtualHosts() {
		assertThat(ConnectionFailure.of(connectionClosed(530,
				"NOT_ALLOWED - access to vhost 'v' refused for user 'u': connection limit (5) is reached")))
			.isEqualTo(ConnectionFailure.OTHER);
		assertThat(ConnectionFailure.of(new IOException("The connection has no channel left")))
			.isEqualTo(ConnectionFailure.OTHER);
	}

	@Test
	void brokerThatDoesNotReplyHasTheRightAddress() {
		Method declaration = new AMQP.Queue.Declare.Builder().queue("q").build();
		IOException failure = new ChannelContinuationTimeoutException(new TimeoutException(), "channel", 1,
				declaration);
		assertThat(ConnectionFailure.of(failure)).isEqualTo(ConnectionFailure.OTHER);
		assertThat(ConnectionFailure.of(new IOException(new UnusableConnectionException())))
			.isEqualTo(ConnectionFailure.OTHER);
	}

	@Test
	void certificateIsRefused() {
		assertThat(ConnectionFailure.of(new AmqpIOException(new SSLHandshakeException("PKIX path building failed"))))
			.isEqualTo(ConnectionFailure.TLS);
	}

	@Test
	void refusalIsDescribedByItsMessage() {
		TopologyException failure = new TopologyException("The broker has no direct reply-to.", null);
		assertThat(ConnectionFailure.of(failure)).isEqualTo(ConnectionFailure.TOPOLOGY);
		assertThat(ConnectionFailure.describe(failure)).isEqualTo("The broker has no direct reply-to.");
	}

	private static ShutdownSignalException connectionClosed(int code, String text) {
		Method close = new AMQP.Connection.Close.Builder().replyCode(code)
			.replyText(text)
			.classId(CONNECTION_CLASS)
			.build();
		return new ShutdownSignalException(true, false, close, null);
	}

	/** As the Java client makes it. */
	private static IOException silent(Throwable cause) {
		IOException silent = new IOException();
		silent.initCause(cause);
		return silent;
	}

}
