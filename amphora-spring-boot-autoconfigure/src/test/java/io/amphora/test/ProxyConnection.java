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
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One client's connection through a {@link TcpProxy}.
 */
final class ProxyConnection {

	private static final int CHUNK = 16 * 1024;

	private final Socket client;

	private final Socket server;

	private final ProxyTraffic traffic;

	private final Consumer<ProxyConnection> onEnd;

	private final AtomicInteger openDirections = new AtomicInteger(2);

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile boolean clientIsDone;

	ProxyConnection(Socket client, Socket server, ProxyTraffic traffic, Consumer<ProxyConnection> onEnd) {
		this.client = client;
		this.server = server;
		this.traffic = traffic;
		this.onEnd = onEnd;
	}

	void forward() throws IOException {
		this.client.setTcpNoDelay(true);
		this.server.setTcpNoDelay(true);
		Sockets.inBackground("proxy to server", () -> pump(this.client, this.server));
		Sockets.inBackground("proxy to client", () -> pump(this.server, this.client));
	}

	private void pump(Socket from, Socket to) {
		byte[] chunk = new byte[CHUNK];
		try {
			for (int count = from.getInputStream().read(chunk); count >= 0; count = from.getInputStream().read(chunk)) {
				if (!this.traffic.pass(this.client::isClosed)) {
					return;
				}
				if (to == this.server || !this.clientIsDone) {
					to.getOutputStream().write(chunk, 0, count);
				}
			}
			if (!this.traffic.pass(this.client::isClosed)) {
				return;
			}
			Sockets.endOutput(to);
			if (this.openDirections.decrementAndGet() == 0) {
				close();
			}
		}
		catch (IOException ex) {
			reset();
		}
	}

	void endTowardsClient() {
		this.clientIsDone = true;
		Sockets.endOutput(this.client);
	}

	void reset() {
		end(Sockets::reset);
	}

	void close() {
		end(Sockets::close);
	}

	/**
	 * Closing one socket wakes the thread that reads from it, which must not reset the
	 * other one before that is closed as well.
	 */
	private void end(Consumer<Socket> how) {
		if (this.ended.compareAndSet(false, true)) {
			how.accept(this.client);
			how.accept(this.server);
			this.traffic.wakeUp();
			this.onEnd.accept(this);
		}
	}

}
