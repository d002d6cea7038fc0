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

package io.amphora.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.amphora.RemoteException;
import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.ClientPeer;
import io.amphora.benchmark.load.ServerPeer;

/**
 * A server, a client that makes all kinds of calls at a time, and one that comes and
 * goes. For one thread.
 */
final class MixedLoad implements AutoCloseable {

	private static final int BLOCKING = 4;

	/** Between those that shall not keep the broker busy. */
	private static final Duration PAUSE = Duration.ofMillis(5);

	private final BenchmarkBroker broker;

	private final String service;

	private final ServerPeer server;

	private final ClientPeer client;

	private final MixedCalls calls;

	private ClientPeer visitor;

	private final List<CompletableFuture<?>> callers = new ArrayList<>();

	private volatile boolean running = true;

	MixedLoad(BenchmarkBroker broker) throws Exception {
		this.broker = broker;
		this.service = broker.uniqueName("soak");
		this.server = serve();
		this.client = new ClientPeer(broker.springFactory(), this.service);
		this.visitor = new ClientPeer(broker.springFactory(), this.service);
		this.calls = new MixedCalls(this.client.client());
		for (int i = 0; i < BLOCKING; i++) {
			start(this.calls::call, Duration.ZERO);
		}
		start(this.calls::defer, Duration.ZERO);
		start(this.calls::send, PAUSE);
		start(this.calls::fail, PAUSE);
		start(this.calls::timeOut, PAUSE);
	}

	private ServerPeer serve() throws Exception {
		return new ServerPeer(this.broker.springFactory(), this.service, (server) -> {
			server.addFunction("echo", (call) -> call.argument(0, String.class));
			server.addFunction("fail", (call) -> {
				throw new RemoteException("IllegalArgumentException", "as it has to");
			});
			server.addFunction("slow", (call) -> CompletableFuture.supplyAsync(() -> "late",
					CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)));
		});
	}

	private void start(Call call, Duration pause) {
		CompletableFuture<?> end = new CompletableFuture<>();
		this.callers.add(end);
		new Thread(() -> {
			callOnAndOn(call, pause);
			end.complete(null);
		}, "caller").start();
	}

	private void callOnAndOn(Call call, Duration pause) {
		while (this.running) {
			try {
				call.make();
				TimeUnit.NANOSECONDS.sleep(pause.toNanos());
			}
			catch (Exception ex) {
				this.calls.failed();
			}
		}
	}

	/** The visitor goes, and another one comes. */
	void restartClient() throws Exception {
		this.visitor.close();
		this.visitor = new ClientPeer(this.broker.springFactory(), this.service);
		new MixedCalls(this.visitor.client()).call();
	}

	MixedCalls calls() {
		return this.calls;
	}

	long pending() {
		return this.client.client().statistics().pending();
	}

	long held() {
		return this.client.client().statistics().held() + this.server.server().statistics().held();
	}

	@Override
	public void close() {
		this.running = false;
		this.callers.forEach(CompletableFuture::join);
		this.calls.awaitDeferred();
		this.visitor.close();
		this.client.close();
		this.server.close();
	}

	private interface Call {

		void make() throws Exception;

	}

}
