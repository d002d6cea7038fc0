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
import java.util.concurrent.CompletableFuture;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * Amphora, JSON included, with a connection factory for each side.
 */
final class AmphoraPeer implements Peer {

	private final CachingConnectionFactory serverFactory;

	private final CachingConnectionFactory clientFactory;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final RemoteFunction echo;

	AmphoraPeer(BenchmarkBroker broker, Sides sides, AmphoraMode mode) throws Exception {
		String service = broker.uniqueName("amphora");
		this.serverFactory = sides.asServer(broker::amphoraFactory);
		this.clientFactory = sides.asClient(broker::amphoraFactory);
		this.server = sides.asServer(() -> serve(mode.applyTo(AmphoraServer.builder(service, this.serverFactory))));
		this.client = sides.asClient(() -> {
			AmphoraClient built = mode.applyTo(AmphoraClient.builder(service, this.clientFactory)).build();
			built.serve().get();
			return built;
		});
		this.echo = this.client.function("echo").timeout(Duration.ofSeconds(PATIENCE_SECONDS));
	}

	private static AmphoraServer serve(AmphoraServerBuilder<AmphoraServer> builder) throws Exception {
		AmphoraServer server = builder.build();
		server.addFunction("echo", (call) -> call.argument(0, String.class));
		server.serve().get();
		return server;
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		return this.echo.defer(String.class, body.text());
	}

	@Override
	public void call(Body body) {
		this.echo.call(String.class, body.text());
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
		this.clientFactory.destroy();
		this.serverFactory.destroy();
	}

}
