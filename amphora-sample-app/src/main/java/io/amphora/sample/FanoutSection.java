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

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.transport.BrokerTransport;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that go to all servers of a service.
 */
@Component
@Order(5)
class FanoutSection extends Section {

	private final BrokerTransport transport;

	FanoutSection(BrokerTransport transport) {
		super("Call all servers of a service at once");
		this.transport = transport;
	}

	@Override
	void show() throws Exception {
		try (AmphoraFanoutServer oslo = server("oslo", -3);
				AmphoraFanoutServer rome = server("rome", 17);
				AmphoraFanoutClient weather = AmphoraFanoutClient.builder("weather", this.transport).build()) {
			CompletableFuture.allOf(oslo.serve(), rome.serve()).join();
			print("gathered", () -> gather(weather));
		}
	}

	private AmphoraFanoutServer server(String name, int temperature) {
		AmphoraFanoutServer server = AmphoraFanoutServer.builder("weather", this.transport).uuid(name).build();
		server.addFunction("temperature", (call) -> temperature);
		return server;
	}

	private static List<String> gather(AmphoraFanoutClient weather) {
		List<FanoutReply<Integer>> replies = weather.gather("temperature", Integer.class).expecting(2).call();
		return replies.stream().map((reply) -> reply.instance() + ": " + reply.value()).sorted().toList();
	}

}
