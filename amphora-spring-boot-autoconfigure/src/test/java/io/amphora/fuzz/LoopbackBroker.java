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

package io.amphora.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Envelope;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * As little of a broker as a server or a client needs, in the same JVM and without any
 * queue: what is published, the listener gets; what is delivered, the consumer of the
 * queue gets. It confirms everything on a thread of its own, as a connection does.
 */
final class LoopbackBroker implements AutoCloseable {

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private final Map<String, LoopbackChannel> consuming = new ConcurrentHashMap<>();

	private final AtomicInteger rejected = new AtomicInteger();

	private final Listener listener;

	LoopbackBroker(Listener listener) {
		this.listener = listener;
	}

	ConnectionFactory connectionFactory() {
		com.rabbitmq.client.Connection connection = proxy(com.rabbitmq.client.Connection.class, (method, args) -> {
			return switch (method) {
				case "createChannel" -> proxy(Channel.class, new LoopbackChannel()::invoke);
				case "isOpen" -> true;
				default -> null;
			};
		});
		Connection shared = proxy(Connection.class, (method, args) -> method.equals("getDelegate") ? connection : null);
		return proxy(ConnectionFactory.class, (method, args) -> method.equals("createConnection") ? shared : null);
	}

	/** Run something where a connection would. */
	void execute(Runnable action) {
		this.thread.execute(action);
	}

	void awaitConsumer(String queue) {
		Awaitility.await().until(() -> this.consuming.containsKey(queue));
	}

	/** Deliver a message to whoever consumes from a queue; one at a time. */
	void deliver(String queue, BasicProperties properties, byte[] body) {
		this.consuming.get(queue).deliver(properties, body);
	}

	int unsettled(String queue) {
		return this.consuming.get(queue).unsettled.size();
	}

	int rejected() {
		return this.rejected.get();
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private static <T> T proxy(Class<T> type, Calls calls) {
		InvocationHandler handler = (proxy, method, args) -> switch (method.getName()) {
			case "equals" -> proxy == args[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> orNothing(calls.invoke(method.getName(), args), method.getReturnType());
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static @Nullable Object orNothing(@Nullable Object value, Class<?> type) {
		if (value != null || !type.isPrimitive()) {
			return value;
		}
		if (type == boolean.class) {
			return false;
		}
		return (type == int.class) ? (Object) 0 : (type == long.class) ? (Object) 0L : null;
	}

	/** What becomes of the messages. */
	interface Listener {

		void published(String routingKey, BasicProperties properties, byte[] body);

		void settled(int count);

	}

	private interface Calls {

		@Nullable Object invoke(String method, Object[] args) throws IOException;

	}

	private final class LoopbackChannel {

		private final AtomicLong published = new AtomicLong();

		private final AtomicLong delivered = new AtomicLong();

		private final NavigableSet<Long> unsettled = new ConcurrentSkipListSet<>();

		private volatile @Nullable ConfirmListener confirmListener;

		private volatile @Nullable Consumer consumer;

		@Nullable Object invoke(String method, Object[] args) {
			return switch (method) {
				case "isOpen" -> true;
				case "getConnection" -> proxy(com.rabbitmq.client.Connection.class, (name, ignored) -> null);
				case "getNextPublishSeqNo" -> this.published.get() + 1;
				case "addConfirmListener" -> this.confirmListener = (ConfirmListener) args[0];
				case "basicPublish" -> publish(args);
				case "basicConsume" -> consume(args);
				case "basicCancel" -> cancel();
				case "basicAck" -> settle((long) args[0], (boolean) args[1]);
				case "basicReject", "basicNack" -> {
					LoopbackBroker.this.rejected.incrementAndGet();
					yield settle((long) args[0], false);
				}
				default -> null;
			};
		}

		private @Nullable Object publish(Object[] args) {
			long tag = this.published.incrementAndGet();
			String routingKey = (String) args[1];
			if (!routingKey.isEmpty()) {
				LoopbackBroker.this.listener.published(routingKey, (BasicProperties) args[args.length - 2],
						(byte[]) args[args.length - 1]);
			}
			ConfirmListener confirms = this.confirmListener;
			if (confirms != null) {
				execute(() -> unchecked(() -> confirms.handleAck(tag, false)));
			}
			return null;
		}

		private Object consume(Object[] args) {
			Consumer given = (Consumer) Arrays.stream(args).filter(Consumer.class::isInstance).findAny().orElseThrow();
			this.consumer = given;
			given.handleConsumeOk("loopback");
			LoopbackBroker.this.consuming.put((String) args[0], this);
			return "loopback";
		}

		private @Nullable Object cancel() {
			Consumer given = this.consumer;
			execute(() -> given.handleCancelOk("loopback"));
			return null;
		}

		private void deliver(BasicProperties properties, byte[] body) {
			long tag = this.delivered.incrementAndGet();
			this.unsettled.add(tag);
			Consumer given = this.consumer;
			unchecked(() -> given.handleDelivery("loopback", new Envelope(tag, false, "", ""), properties, body));
		}

		private @Nullable Object settle(long tag, boolean multiple) {
			NavigableSet<Long> settled = multiple ? this.unsettled.headSet(tag, true)
					: this.unsettled.subSet(tag, true, tag, true);
			int count = settled.size();
			settled.clear();
			LoopbackBroker.this.listener.settled(count);
			return null;
		}

		private static void unchecked(Action action) {
			try {
				action.run();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	private interface Action {

		void run() throws IOException;

	}

}
