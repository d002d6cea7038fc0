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

package io.amphora.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.serializer.ConstantSerializer;
import io.amphora.server.direct.DirectAddresses;
import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.server.execution.AdaptivePrefetch;
import io.amphora.server.execution.BatchAdvice;
import io.amphora.server.execution.CancelledIds;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunTimes;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.topology.QueueType;
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
 * What a server does with a request, from its delivery over the response and the confirm
 * to the acknowledgement, beside JSON and the Java client. All of it on one thread; what
 * it costs to have another thread run the function is measured apart.
 */
@State(Scope.Thread)
public class DispatchBenchmark {

	private static final byte[] BODY = new byte[40];

	private static final int CONCURRENCY = 16;

	/** More than a server remembers, or requests would come twice. */
	private static final int REQUESTS = 16_384;

	private final BasicProperties[] requests = new BasicProperties[REQUESTS];

	private final StubBroker broker = new StubBroker();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HandlerPool pool = new HandlerPool("benchmark", this.threads, CONCURRENCY);

	private RequestProcessor processor;

	private int next;

	/**
	 * Create a server's parts, and requests.
	 */
	@Setup
	public void create() {
		ServiceTopology topology = new ServiceTopology("benchmark", QueueType.BROKER_DEFAULT);
		String prefix = UUID.randomUUID() + "-";
		for (int i = 0; i < REQUESTS; i++) {
			this.requests[i] = new BasicProperties.Builder().contentType("application/json")
				.correlationId(prefix + i)
				.messageId(prefix + i)
				.replyTo(topology.responseQueue("client"))
				.expiration("30000")
				.deliveryMode(2)
				.build();
		}
		this.processor = processor(topology, this.broker.publisher());
	}

	private RequestProcessor processor(ServiceTopology topology, Publisher publisher) {
		ConstantSerializer serializer = new ConstantSerializer();
		ServerCounters counters = new ServerCounters();
		FunctionRegistry functions = new FunctionRegistry(topology.service());
		functions.add(new FunctionDefinition("echo", (call) -> call.argument(0, String.class)));
		DeliveryCounter deliveryCounter = new DeliveryCounter(topology.service(), 20, this.broker.transport(),
				QueueType.BROKER_DEFAULT);
		NestedCallConsumers nested = new NestedCallConsumers(this.broker.transport(), CONCURRENCY, (prefetch) -> {
			throw new IllegalStateException("no function calls another one");
		});
		BatchAdvice batchAdvice = new BatchAdvice();
		FunctionExecutor executor = new FunctionExecutor(new FunctionInvoker(functions, List.of()),
				new HandlerPool("benchmark", Runnable::run, CONCURRENCY), nested,
				new RunTimes(new AdaptivePrefetch(CONCURRENCY, AdaptivePrefetch.CAUTIOUS, System.nanoTime(),
						this.broker.transport()::schedule, (prefetch) -> {
						}), batchAdvice),
				null, new CancelledIds((action, delay) -> {
				}), null);
		ReplySender replySender = new ReplySender(publisher, serializer,
				new ReplyRoutes(ReplyTargets.SERVICE, topology, new DirectAddresses(), new RequestedReply.RefusedReplies(64)), settings(), counters, batchAdvice,
				null);
		return new RequestProcessor(topology.service(), new RequestReader(serializer), executor,
				new RequestCompletion(replySender, DuplicateWindow.Limits.DEFAULT, counters,
						new UnprocessedRequests(topology.service(), deliveryCounter, this.broker.transport())),
				new RequeueingIgnorePolicy(this.broker.transport(), 10, 64, deliveryCounter), deliveryCounter, counters);
	}

	private static ServerSettings settings() {
		return new ServerSettings("server", CONCURRENCY, 0, 64, true, MessageDeliveryMode.PERSISTENT, "benchmark",
				Duration.ofSeconds(30), 10, null, 20, DuplicateWindow.Limits.DEFAULT, false, false, null, List.of(),
				ErrorMessages.ALWAYS, ReplyTargets.SERVICE, null);
	}

	/**
	 * Stop the threads.
	 */
	@TearDown
	public void close() {
		this.broker.close();
		this.threads.shutdown();
	}

	/**
	 * One request from its delivery to its acknowledgement.
	 * @return the properties of the response
	 * @throws IOException never
	 */
	@Benchmark
	public BasicProperties dispatch() throws IOException {
		BasicProperties request = this.requests[this.next++ % REQUESTS];
		this.processor.handle(this.broker.deliver(request, BODY));
		return this.broker.confirm();
	}

	/**
	 * A task for another thread, and the way back: two threads wake, where a server that
	 * has more to do wakes none.
	 * @throws InterruptedException never
	 */
	@Benchmark
	public void handOff() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		this.pool.execute(done::countDown, (ex) -> {
			throw new IllegalStateException(ex);
		}, null);
		done.await();
	}

}
