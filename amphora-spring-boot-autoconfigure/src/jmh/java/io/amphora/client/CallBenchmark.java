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

package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.serializer.ConstantSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.Publisher;
import io.amphora.transport.StubBroker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * What a client does for a call, from {@code defer} over the confirm to the reply in the
 * caller's future and its acknowledgement, beside JSON and the Java client. All of it on
 * one thread.
 */
@State(Scope.Thread)
public class CallBenchmark {

	private static final byte[] BODY = new byte[40];

	private final StubBroker broker = new StubBroker();

	private final PendingCalls pendingCalls = new PendingCalls(new LateReplies());

	private final ReplyProperties reply = new ReplyProperties();

	private RemoteFunction echo;

	/**
	 * Create a client's parts.
	 */
	@Setup
	public void create() {
		ServiceTopology topology = new ServiceTopology("benchmark", QueueType.BROKER_DEFAULT);
		RequestFactory requests = new RequestFactory(topology, RequestRoute.toOne(topology),
				new ConstantSerializer(),
				new RequestFactory.Sender("client", topology.responseQueue("client"), "benchmark", false,
						MessageDeliveryMode.PERSISTENT));
		Publisher publisher = this.broker.publisher();
		CallExecutor caller = new CallExecutor(requests, this.broker.transport(), publisher.sendBuffer(),
				publisher::publishReserved, this.pendingCalls, true, new ClientInterceptorChain(List.of()));
		this.echo = new DefaultRemoteFunction(caller, "echo", CallOptions.withTimeout(Duration.ofSeconds(30)));
	}

	/**
	 * Stop the threads.
	 */
	@TearDown
	public void close() {
		this.broker.close();
	}

	/**
	 * One call, its confirm and its reply.
	 * @return the result
	 * @throws IOException never
	 */
	@Benchmark
	public String defer() throws IOException {
		CompletableFuture<String> result = this.echo.defer(String.class, "constant");
		this.reply.correlationId = this.broker.confirm().getCorrelationId();
		this.pendingCalls.handle(this.broker.deliver(this.reply, BODY));
		return result.join();
	}

	/**
	 * Made once, as to make them is the Java client's work.
	 */
	private static final class ReplyProperties extends BasicProperties {

		private String correlationId;

		@Override
		public String getCorrelationId() {
			return this.correlationId;
		}

		@Override
		public String getContentType() {
			return "application/json";
		}

	}

}
