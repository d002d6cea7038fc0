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

package io.amphora.benchmark.batching;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A server that adds two numbers and a client that calls it, with a connection factory
 * each as auto-configuration creates it.
 */
final class AddPeer implements Peer {

	private final CachingConnectionFactory serverFactory;

	private final CachingConnectionFactory clientFactory;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final RemoteFunction add;

	AddPeer(BenchmarkBroker broker, Batching batching) throws Exception {
		String service = broker.uniqueName("add");
		this.serverFactory = broker.amphoraFactory();
		this.clientFactory = broker.amphoraFactory();
		this.server = AmphoraServer.builder(service, this.serverFactory).build();
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.serve().get();
		this.client = batching.applyTo(AmphoraClient.builder(service, this.clientFactory)).build();
		this.client.serve().get();
		this.add = this.client.function("add").timeout(Duration.ofSeconds(PATIENCE_SECONDS));
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		return this.add.defer(Integer.class, 1, 2);
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
		this.clientFactory.destroy();
		this.serverFactory.destroy();
	}

}
