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

package io.amphora.sample;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.client.routing.Tuning;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Request queues that are created at runtime, and a server that receives a limited number
 * of requests from one.
 */
@Component
@Order(4)
class QueueSection extends Section {

	private static final String QUEUE = "rpc_user12345_request";

	private final AmphoraClient simplemath;

	private final AmphoraServer server;

	QueueSection(AmphoraClient simplemath, AmphoraServer server) {
		super("Create a request queue, route calls to it, receive 3 requests from it");
		this.simplemath = simplemath;
		this.server = server;
	}

	@Override
	void show() throws Exception {
		RemoteFunction show = this.simplemath.function("show_message");
		print("to an unknown queue", () -> show.routingKey("unknown").call(String.class, "Hello!"));
		this.simplemath.createRequestQueue("user12345");
		RemoteFunction toUser = show.routingKey("user12345").waitPublish(true);
		List<CompletableFuture<String>> results = IntStream.range(0, 5)
			.mapToObj((i) -> toUser.defer(String.class, "Hello " + i))
			.toList();
		QueueReceiver receiver = this.server.receiveFromQueue(QUEUE, ReceiveOptions.unlimited().maxCalls(3));
		// A request is acknowledged when the broker has its reply, which is still on its
		// way.
		CompletableFuture.allOf(results.get(0), results.get(1), results.get(2)).join();
		print("taken from the queue: " + receiver.count() + ", waiting there: "
				+ results.stream().filter((result) -> !result.isDone()).count());
		this.server.receiveFromQueue(QUEUE, ReceiveOptions.unlimited().maxCalls(2));
		print("the last one", () -> results.get(4).get());
		this.simplemath.tuneFunction("show_message", (args, kwargs) -> new Tuning("simplemath"));
		print("by a tuner", () -> this.simplemath.call("show_message", String.class, "Hello again!"));
		this.simplemath.removeRequestQueue("user12345");
		print("queues only expire on RabbitMQ; the embedded broker keeps them");
	}

}
