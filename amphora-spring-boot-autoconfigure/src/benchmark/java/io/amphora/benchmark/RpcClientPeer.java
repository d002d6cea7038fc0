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

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.RpcClient;
import com.rabbitmq.client.RpcClientParams;
import com.rabbitmq.client.RpcServer;
import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

/**
 * The Java client's own {@link RpcClient} and {@link RpcServer}, with their defaults.
 */
final class RpcClientPeer implements Peer {

	private final Connection serverConnection;

	private final Connection clientConnection;

	private final RpcClient client;

	RpcClientPeer(BenchmarkBroker broker, Sides sides) throws Exception {
		String queue = broker.uniqueName("rpc-client");
		this.serverConnection = sides.asServer(() -> serve(broker.bareFactory().newConnection(), queue));
		this.clientConnection = sides.asClient(() -> broker.bareFactory().newConnection());
		this.client = sides
			.asClient(() -> new RpcClient(new RpcClientParams().channel(this.clientConnection.createChannel())
				.exchange("")
				.routingKey(queue)
				.timeout((int) PATIENCE_SECONDS * 1000)));
	}

	private static Connection serve(Connection connection, String queue) throws Exception {
		Channel channel = connection.createChannel();
		channel.queueDeclare(queue, false, false, true, null);
		RpcServer server = new RpcServer(channel, queue) {

			@Override
			public byte[] handleCall(byte[] request, BasicProperties replyProperties) {
				return request;
			}

		};
		new Thread(() -> {
			try {
				server.mainloop();
			}
			catch (Exception ex) {
				// the connection is closed
			}
		}).start();
		return connection;
	}

	@Override
	public void call(Body body) throws Exception {
		this.client.primitiveCall(body.bytes());
	}

	@Override
	public void close() {
		this.clientConnection.abort();
		this.serverConnection.abort();
	}

}
