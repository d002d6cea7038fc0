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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class TcpProxyTests {

	private ServerSocket target;

	private TcpProxy proxy;

	private Socket client;

	private Socket server;

	@BeforeEach
	void connect() throws IOException {
		this.target = new ServerSocket(0);
		this.proxy = TcpProxy.to("127.0.0.1", this.target.getLocalPort());
		this.client = newClient();
		this.server = this.target.accept();
		this.server.setSoTimeout(10_000);
		Awaitility.await().until(() -> this.proxy.connections() == 1);
	}

	private Socket newClient() throws IOException {
		Socket socket = new Socket(this.proxy.host(), this.proxy.port());
		socket.setSoTimeout(10_000);
		return socket;
	}

	@AfterEach
	void disconnect() throws IOException {
		this.client.close();
		this.server.close();
		this.proxy.close();
		this.target.close();
	}

	@Test
	void forwardsBothWays() throws IOException {
		this.client.getOutputStream().write(1);
		assertThat(this.server.getInputStream().read()).isEqualTo(1);
		this.server.getOutputStream().write(2);
		assertThat(this.client.getInputStream().read()).isEqualTo(2);
	}

	@Test
	void forwardsTheEndOfAConnection() throws IOException {
		this.client.close();
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
		this.server.close();
		Awaitility.await().until(() -> this.proxy.connections() == 0);
	}

	@Test
	void cutsConnectionsWithAReset() throws IOException {
		this.proxy.cut();
		assertThatIOException().isThrownBy(() -> this.client.getInputStream().read()).withMessageContaining("reset");
		assertThatIOException().isThrownBy(() -> this.server.getInputStream().read()).withMessageContaining("reset");
		assertThat(this.proxy.connections()).isZero();
	}

	@Test
	void acceptsNewConnectionsAfterACut() throws IOException {
		this.proxy.cut();
		try (Socket again = newClient(); Socket accepted = this.target.accept()) {
			again.getOutputStream().write(3);
			assertThat(accepted.getInputStream().read()).isEqualTo(3);
		}
	}

	@Test
	void closesConnectionsWithoutAReset() throws IOException {
		this.proxy.closeConnections();
		assertThat(this.client.getInputStream().read()).isEqualTo(-1);
		assertThat(this.server.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void refusesNewConnectionsAndKeepsOpenOnes() throws IOException {
		this.proxy.refuse();
		assertThatIOException().isThrownBy(this::newClient).withMessageContaining("refused");
		forwardsBothWays();
	}

	@Test
	void acceptsConnectionsOnTheSamePortAfterARefusal() throws IOException {
		this.proxy.refuse();
		this.proxy.resume();
		try (Socket again = newClient()) {
			assertThat(again.isConnected()).isTrue();
		}
	}

	@Test
	void holdsBackDataWhileFrozen() throws IOException {
		this.proxy.freeze();
		this.client.getOutputStream().write(4);
		this.server.setSoTimeout(200);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> this.server.getInputStream().read());
		this.proxy.resume();
		this.server.setSoTimeout(10_000);
		assertThat(this.server.getInputStream().read()).isEqualTo(4);
	}

	@Test
	void canCutAFrozenConnection() throws IOException {
		this.proxy.freeze();
		this.client.getOutputStream().write(5);
		this.proxy.cut();
		assertThatIOException().isThrownBy(() -> this.server.getInputStream().read());
	}

	@Test
	void forwardsLater() throws IOException {
		this.proxy.delay(Duration.ofMillis(300));
		long before = System.nanoTime();
		forwardsBothWays();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
	}

	@Test
	void stillTakesWhatAClientSendsOnAHalfClosedConnection() throws IOException {
		this.proxy.halfClose();
		assertThat(this.client.getInputStream().read()).isEqualTo(-1);
		this.server.getOutputStream().write(6);
		this.client.getOutputStream().write(7);
		assertThat(this.server.getInputStream().read()).isEqualTo(7);
	}

}
