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

package io.amphora.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.rabbitmq.client.impl.MicrometerMetricsCollector;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ReplyMode;
import io.amphora.client.ServiceClient;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.client.routing.Tuning;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.test.TestBroker;
import io.amphora.transport.BatchLimits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * Clients and servers with an application's code wherever there is a place for it.
 */
final class SeamScene implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(5);

	/** In the names of all services. */
	static final String NAME = "seams";

	private static final int PREFETCH = 8;

	final SeamFault fault = new SeamFault();

	private final String service;

	/** One for all clients: batching ones are replaced again and again. */
	private final CachingConnectionFactory connectionFactory;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ExecutorService threads;

	private final Executor executor;

	private final List<AmphoraServer> servers = new ArrayList<>();

	private final List<ServiceClient> clients = new ArrayList<>();

	private final AmphoraClient single;

	/** Replaced by the thread that makes the calls. */
	private AmphoraClient batching;

	private final AmphoraFanoutClient fanout;

	private final Mode mode;

	/**
	 * Create a scene.
	 * @param broker the broker
	 * @param mode how calls are made and served
	 */
	SeamScene(TestBroker broker, Mode mode) {
		boolean ownThreads = mode == Mode.OWN_THREADS;
		this.connectionFactory = broker.connectionFactory();
		this.connectionFactory.getRabbitConnectionFactory()
			.setMetricsCollector(new MicrometerMetricsCollector(this.meters));
		this.mode = mode;
		this.service = broker.uniqueName(NAME);
		this.threads = ownThreads ? new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), this::newThread) : Executors.newCachedThreadPool(SeamScene::thread);
		this.executor = ownThreads ? this.threads : this::execute;
		serve(configured(AmphoraServer.builder(this.service, this.connectionFactory)).build());
		serve(configured(AmphoraFanoutServer.builder(this.service + "-fanout", this.connectionFactory)).build());
		this.single = client(this.service).build();
		this.batching = batching();
		this.fanout = configured(AmphoraFanoutClient.builder(this.service + "-fanout", this.connectionFactory)).build();
		this.clients.addAll(List.of(this.single, this.batching, this.fanout));
		this.clients.forEach(ServiceClient::serve);
	}

	private AmphoraClient batching() {
		return client(this.service).batching(BatchLimits.defaults().nonAdaptive()).build();
	}

	/** Send batches, whether or not that has failed before. */
	void startBatching() {
		this.clients.remove(this.batching);
		this.batching.close();
		this.batching = batching();
		this.clients.add(this.batching);
	}

	private Thread newThread(Runnable task) {
		this.fault.use(Seam.THREAD_FACTORY);
		return thread(task);
	}

	/** What is thrown on purpose is no news. */
	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task);
		thread.setUncaughtExceptionHandler((failed, failure) -> {
		});
		return thread;
	}

	private void execute(Runnable task) {
		this.fault.use(Seam.EXECUTOR);
		this.threads.execute(() -> {
			this.fault.use(Seam.TASK_DECORATOR);
			task.run();
		});
	}

	private <S extends AmphoraServer> AmphoraServerBuilder<S> configured(AmphoraServerBuilder<S> server) {
		ServerInterceptor interceptor = (call, chain) -> {
			this.fault.use(Seam.SERVER_INTERCEPTOR);
			return chain.proceed(call);
		};
		return server.serializer(new SeamSerializer(this.fault, true))
			.executor(this.executor)
			.interceptor(interceptor)
			.introspection(false)
			.concurrency(4)
			.prefetch(PREFETCH);
	}

	private void serve(AmphoraServer server) {
		addFunction(server, "now", (call) -> {
			this.fault.use(Seam.FUNCTION);
			return new Result(call.argument(0, int.class), this.fault);
		});
		addFunction(server, "later", (call) -> {
			int value = call.argument(0, int.class);
			return CompletableFuture.supplyAsync(() -> {
				this.fault.use(Seam.FUTURE_OF_FUNCTION);
				return new Result(value, this.fault);
			});
		});
		addFunction(server, "published", (call) -> {
			int value = call.argument(0, int.class);
			return Mono.fromDirect((subscriber) -> {
				this.fault.use(Seam.PUBLISHER);
				subscriber.onSubscribe(new SeamSubscription(subscriber, new Result(value, this.fault), this.fault));
			});
		});
		addFunction(server, "endless", (call) -> {
			call.context().onCancel(() -> this.fault.use(Seam.CANCELLATION));
			return Mono
				.fromDirect((subscriber) -> subscriber.onSubscribe(new SeamSubscription(subscriber, null, this.fault)));
		});
		server.serve().join();
		this.servers.add(server);
	}

	private void addFunction(AmphoraServer server, String name, FunctionHandler handler) {
		Acknowledge acknowledge = (this.mode == Mode.AT_MOST_ONCE) ? Acknowledge.ON_RECEIPT : Acknowledge.AFTER_REPLY;
		server.addFunction(new FunctionDefinition(name, handler).acknowledge(acknowledge).cancellable(true));
	}

	private AmphoraClientBuilder<AmphoraClient> client(String name) {
		return configured(AmphoraClient.builder(name, this.connectionFactory)).tuneFunction("now", (args, kwargs) -> {
			this.fault.use(Seam.TUNER);
			return new Tuning(name);
		});
	}

	private <C extends ServiceClient> AmphoraClientBuilder<C> configured(AmphoraClientBuilder<C> client) {
		ClientInterceptor interceptor = (call) -> {
			this.fault.use(Seam.CLIENT_INTERCEPTOR);
			call.onOutcome((outcome) -> this.fault.use(Seam.OUTCOME_LISTENER));
			call.completeWithin((completion) -> {
				this.fault.use(Seam.COMPLETION);
				completion.run();
			});
		};
		return client.serializer(new SeamSerializer(this.fault, false))
			.interceptor(interceptor)
			.replyMode((this.mode == Mode.DIRECT_REPLIES) ? ReplyMode.DIRECT : ReplyMode.QUEUE)
			.timeout(TIMEOUT);
	}

	/** Make calls of every kind. Each of the futures ends when its call does. */
	List<CompletableFuture<?>> callAll() {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			int value = i;
			calls.add(attempt(() -> this.single.defer("now", Reply.class, value)));
			calls.add(attempt(() -> this.single.defer("later", Reply.class, value)));
			calls.add(attempt(() -> this.batching.defer("now", Reply.class, value)));
			calls.add(attempt(() -> this.batching.defer("later", Reply.class, value)));
			calls.add(attempt(() -> this.single.defer("published", Reply.class, value)));
			calls.add(attempt(() -> this.fanout.gather("now", Reply.class)
				.expecting(1)
				.forEachAsync((reply) -> this.fault.use(Seam.GATHER_CONSUMER), value)));
		}
		CompletableFuture<?> endless = attempt(() -> this.single.defer("endless", Reply.class));
		calls.forEach((call) -> call.thenRun(() -> this.fault.use(Seam.CALLBACK)));
		calls.add(attempt(() -> CompletableFuture.completedFuture(this.single.call("now", Reply.class, 1))));
		endless.cancel(false);
		return calls;
	}

	private static CompletableFuture<?> attempt(Supplier<CompletableFuture<?>> call) {
		try {
			return call.get();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** Make a call that has to succeed. */
	CompletableFuture<Integer> call(int value) {
		AmphoraClient client = (value % 2 == 0) ? this.single : this.batching;
		return client.defer((value % 3 == 0) ? "now" : "later", Reply.class, value).thenApply(Reply::value);
	}

	/** What is not at its end, in words. */
	String left() {
		StringBuilder left = new StringBuilder();
		this.servers.forEach((server) -> {
			if (server.statistics().running() != 0 || server.statistics().held() != 0) {
				left.append(server.statistics());
			}
		});
		this.clients.forEach((client) -> {
			if (client.statistics().pending() != 0 || client.statistics().held() != 0) {
				left.append(client.statistics());
			}
		});
		return left.toString();
	}

	/** The number of channels that are open. */
	int channels() {
		return (int) this.meters.get("rabbitmq.channels").gauge().value();
	}

	String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

	@Override
	public void close() {
		this.fault.disarm();
		this.clients.forEach(ServiceClient::close);
		this.servers.forEach(AmphoraServer::close);
		this.threads.shutdownNow();
	}

	/**
	 * How calls are made and served.
	 */
	enum Mode {

		DEFAULT,

		/** The server gets its executor as it is, and knows that it starts threads. */
		OWN_THREADS,

		DIRECT_REPLIES,

		AT_MOST_ONCE

	}

	/** What functions return. */
	static final class Result {

		private final int value;

		private final SeamFault fault;

		Result(int value, SeamFault fault) {
			this.value = value;
			this.fault = fault;
		}

		public int getValue() {
			this.fault.use(Seam.RESULT_GETTER);
			return this.value;
		}

	}

	/** What callers get. */
	record Reply(int value) {
	}

}
