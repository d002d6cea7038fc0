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

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.AmqpIOException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrokerErrors}.
 */
class BrokerErrorsTests {

	private static final int CONNECTION_CLASS = 10;

	private static final int QUEUE_CLASS = 50;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			406 | PRECONDITION_FAILED - inequivalent arg 'x-expires' for queue 'q' | Configure the same arguments
			406 | PRECONDITION_FAILED - invalid arg 'x-expires' for queue 'q'      | Correct the value of the argument.
			404 | NOT_FOUND - no queue 'q' in vhost '/'                            | create it first
			405 | RESOURCE_LOCKED - cannot obtain exclusive access to queue 'q'    | Set a different uuid
			403 | ACCESS_REFUSED - access to queue 'q' refused for user 'guest'    | docs/security.md ("Permissions")
			403 | ACCESS_REFUSED - user has no permissions                         | Give the user the permission, or
			""")
	void refusalNamesTheObjectAndTheRemedy(int code, String text, String remedy) {
		assertThat(BrokerErrors.of(new IOException(closed(channelClose(code, text))))).isNotNull()
			.hasMessageContaining(text)
			.hasMessageContaining(remedy);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			40 | 10 | access to exchange 'x' in vhost '/'       | the permission to configure exchange 'x'
			40 | 30 | access to exchange 'x' in vhost '/'       | the permission for exchange 'x'
			50 | 10 | access to queue 'q' in vhost '/'          | the permission to configure queue 'q'
			50 | 10 | access to exchange 'x' in vhost '/'       | the permission to write to exchange 'x'
			50 | 20 | access to queue 'q' in vhost '/'          | the permission to write to queue 'q'
			50 | 20 | access to exchange 'x' in vhost '/'       | the permission to read from exchange 'x'
			50 | 30 | access to queue 'q' in vhost '/'          | the permission to read from queue 'q'
			50 | 40 | access to queue 'q' in vhost '/'          | the permission to configure queue 'q'
			60 | 20 | access to queue 'q' in vhost '/'          | the permission to read from queue 'q'
			60 | 40 | access to exchange 'x' in vhost '/'       | the permission to write to exchange 'x'
			0  | 0  | access to exchange 'x' in vhost '/'       | the permission for exchange 'x'
			0  | 0  | write access to exchange 'x' in vhost '/' | the permission to write to exchange 'x'
			""")
	void missingPermissionIsNamed(int classId, int methodId, String text, String permission) {
		Method close = new AMQP.Channel.Close.Builder().replyCode(AMQP.ACCESS_REFUSED)
			.replyText("ACCESS_REFUSED - " + text + " refused for user 'u'")
			.classId(classId)
			.methodId(methodId)
			.build();
		String remedy = "Give the user " + permission + ", or log in as another user.";
		assertThat(BrokerErrors.of(closed(close))).isNotNull().hasMessageContaining(". " + remedy);
		assertThat(ConnectionFailure.describe(new IOException(closed(close)))).contains(". " + remedy);
	}

	@Test
	void refusalMayCloseTheConnection() {
		Method close = new AMQP.Connection.Close.Builder().replyCode(406).replyText("PRECONDITION_FAILED").build();
		assertThat(BrokerErrors.of(closed(close))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { AMQP.ACCESS_REFUSED, AMQP.NOT_ALLOWED })
	void connectionThatClosesOnADeclarationIsARefusal(int code) {
		assertThat(BrokerErrors.of(closed(connectionClose(code, QUEUE_CLASS)))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { AMQP.ACCESS_REFUSED, AMQP.NOT_ALLOWED })
	void refusedLoginOrVirtualHostIsNotARefusedQueue(int code) {
		assertThat(BrokerErrors.of(closed(connectionClose(code, CONNECTION_CLASS)))).isNull();
		assertThat(BrokerErrors.of(closed(connectionClose(code, 0)))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_ALLOWED - vhost 'v' not found                        | Create the virtual host
			NOT_ALLOWED - vhost v not found                          | Create the virtual host
			NOT_ALLOWED - access to vhost 'v' refused for user 'u'   | give the user permissions
			""")
	void virtualHostIsRefusedWithWhatToDo(String text, String remedy) {
		assertThat(BrokerErrors.of(new AmqpIOException(new IOException(closed(connectionClose(530, text))))))
			.isNotNull()
			.hasMessageContaining(text)
			.hasMessageContaining(remedy);
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOT_ALLOWED - access to vhost 'v' refused for user 'u': connection limit (5) is reached",
			"NOT_ALLOWED - access to vhost 'v' refused for user 'u': vhost 'v' is down" })
	void virtualHostThatIsFullOrDownIsNotRefused(String text) {
		assertThat(BrokerErrors.of(closed(connectionClose(530, text)))).isNull();
	}

	@Test
	void temporaryFailuresAreNotRefusals() {
		assertThat(BrokerErrors.of(new ConnectException("Connection refused"))).isNull();
		assertThat(BrokerErrors.of(closed(null))).isNull();
		assertThat(BrokerErrors.of(closed(channelClose(541, "INTERNAL_ERROR")))).isNull();
		Method shutdown = new AMQP.Connection.Close.Builder().replyCode(320).replyText("CONNECTION_FORCED").build();
		assertThat(BrokerErrors.of(closed(shutdown))).isNull();
	}

	@Test
	void queueOnANodeThatIsDownIsTriedAgain() {
		assertThat(BrokerErrors.of(closed(channelClose(404,
				"NOT_FOUND - home node 'rabbit@b' of durable queue 'q' in vhost '/' is down or inaccessible"))))
			.isNull();
	}

	private static Method connectionClose(int code, int classId) {
		return new AMQP.Connection.Close.Builder().replyCode(code).replyText("refused").classId(classId).build();
	}

	private static Method connectionClose(int code, String text) {
		return new AMQP.Connection.Close.Builder().replyCode(code).replyText(text).classId(CONNECTION_CLASS).build();
	}

	private static Method channelClose(int code, String text) {
		return new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();
	}

	private static ShutdownSignalException closed(Method reason) {
		return new ShutdownSignalException(false, false, reason, null);
	}

}
