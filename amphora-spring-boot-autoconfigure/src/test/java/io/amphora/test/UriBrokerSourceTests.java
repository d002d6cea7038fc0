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

package io.amphora.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class UriBrokerSourceTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://guest:s3cret@localhost", "amqp://guest:s3 cret@localhost",
			"amqp://guest:s3cret@localhost/a/b", "amqp://guest:s3cret:5672@localhost", "s3cret" })
	void refusesAnInvalidUriWithoutShowingItsPassword(String uri) {
		assertThatIllegalStateException().isThrownBy(() -> UriBrokerSource.find(uri))
			.withNoCause()
			.withMessageContaining("AMPHORA_TEST_RABBITMQ_URI is not an AMQP URI")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void refusesTls() {
		assertThatIllegalStateException().isThrownBy(() -> UriBrokerSource.find("amqps://guest:s3cret@localhost"))
			.withMessageContaining("not with amqps");
	}

	@Test
	void refusesABrokerThatCannotBeReached() {
		int port = LoopbackPorts.free();
		assertThatIllegalStateException()
			.isThrownBy(() -> UriBrokerSource.find("amqp://tester:s3cret@127.0.0.1:" + port + "/orders"))
			.withMessageContaining("127.0.0.1:" + port + " as tester with virtual host orders: ")
			.withMessageContaining("Connection refused")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void refusesAServerThatHangsUp() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPorts.HOST))) {
			Sockets.inBackground("hangs up", () -> hangUp(server));
			assertThatIllegalStateException()
				.isThrownBy(() -> UriBrokerSource.find("amqp://guest:guest@127.0.0.1:" + server.getLocalPort()))
				.withMessageContaining("with virtual host /: ");
		}
	}

	private static void hangUp(ServerSocket server) {
		try {
			server.accept().close();
		}
		catch (IOException ex) {
			// the test has ended
		}
	}

}
