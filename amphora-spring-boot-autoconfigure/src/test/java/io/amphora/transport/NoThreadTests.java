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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.transport.thread.BrokerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;

/**
 * Tests for clients and servers that are closed in a callback while no thread can be
 * created.
 */
class NoThreadTests {

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	NoThreadTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, Integer.MAX_VALUE })
	void serverIsClosed(int refusals) throws Exception {
		AmphoraServer server = AmphoraServer.builder("test", this.transport).build();
		server.serve().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		runInCallback(server::close, refusals);
		await().until(() -> server.state() == ServerState.CLOSED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, Integer.MAX_VALUE })
	void clientIsClosed(int refusals) throws Exception {
		AmphoraClient client = AmphoraClient.builder("test", this.transport).build();
		client.serve().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		runInCallback(client::close, refusals);
		await().until(() -> client.state() == ClientState.CLOSED);
	}

	private static void runInCallback(Runnable action, int refusals) throws Exception {
		CompletableFuture<Void> done = new CompletableFuture<>();
		new BarrenThread(() -> {
			try {
				BrokerThread.runCallbacks(action);
				done.complete(null);
			}
			catch (Throwable ex) {
				done.completeExceptionally(ex);
			}
		}, refusals).start();
		done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * A thread that fails to create others. New threads ask the one that creates them for
	 * its class loader.
	 */
	private static final class BarrenThread extends Thread {

		private int refusals;

		BarrenThread(Runnable task, int refusals) {
			super(task);
			this.refusals = refusals;
		}

		@Override
		public ClassLoader getContextClassLoader() {
			if (this.refusals > 0 && createsThread()) {
				this.refusals--;
				throw new OutOfMemoryError("unable to create native thread");
			}
			return super.getContextClassLoader();
		}

		private static boolean createsThread() {
			return StackWalker.getInstance()
				.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().equals(Thread.class.getName())
						&& frame.getMethodName().equals("<init>")));
		}

	}

}
