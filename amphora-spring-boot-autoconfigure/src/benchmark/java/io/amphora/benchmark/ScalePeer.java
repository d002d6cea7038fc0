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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.rabbitmq.client.impl.MicrometerMetricsCollector;
import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.ClientPeer;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.ServerPeer;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * Servers and clients of one service, each with connections of its own, and the functions
 * that are called in turn, by the clients in turn.
 */
final class ScalePeer implements Peer {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<ServerPeer> servers = new ArrayList<>();

	private final List<ClientPeer> clients = new ArrayList<>();

	private final List<RemoteFunction> functions = new ArrayList<>();

	private final AtomicInteger next = new AtomicInteger();

	ScalePeer(BenchmarkBroker broker, int serverCount, int clientCount, int functionCount) throws Exception {
		String service = broker.uniqueName("scale");
		MicrometerMetricsCollector metrics = new MicrometerMetricsCollector(this.registry);
		for (int i = 0; i < serverCount; i++) {
			this.servers.add(new ServerPeer(broker.springFactory(metrics), service, echoes(functionCount)));
		}
		for (int i = 0; i < clientCount; i++) {
			this.clients.add(new ClientPeer(broker.springFactory(metrics), service));
		}
		for (int i = 0; i < Math.max(clientCount, functionCount); i++) {
			this.functions.add(this.clients.get(i % clientCount).client().function("echo" + i % functionCount));
		}
	}

	static Consumer<AmphoraServer> echoes(int count) {
		return (server) -> {
			for (int i = 0; i < count; i++) {
				server.addFunction("echo" + i, (call) -> call.argument(0, String.class));
			}
		};
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		return this.functions.get(Math.floorMod(this.next.getAndIncrement(), this.functions.size()))
			.defer(String.class, body.text());
	}

	int connections() {
		return (int) this.registry.get("rabbitmq.connections").gauge().value();
	}

	int channels() {
		return (int) this.registry.get("rabbitmq.channels").gauge().value();
	}

	@Override
	public void close() {
		this.clients.forEach(ClientPeer::close);
		this.servers.forEach(ServerPeer::close);
	}

}
