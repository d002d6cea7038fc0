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
 * Request queues that are made on the fly, and a server that takes so many requests and
 * no more.
 */
@Component
@Order(4)
class QueueSection extends Section {

	private static final String QUEUE = "rpc_user12345_request";

	private final AmphoraClient simplemath;

	private final AmphoraServer server;

	QueueSection(AmphoraClient simplemath, AmphoraServer server) {
		super("Make a request queue, route to it, take 3 requests from it");
		this.simplemath = simplemath;
		this.server = server;
	}

	@Override
	void show() throws Exception {
		RemoteFunction show = this.simplemath.function("show_message");
		print("to nobody's queue", () -> show.routingKey("nobody").call(String.class, "Hello!"));
		this.simplemath.createRequestQueue("user12345");
		RemoteFunction toUser = show.routingKey("user12345").waitPublish(true);
		List<CompletableFuture<String>> results = IntStream.range(0, 5)
			.mapToObj((i) -> toUser.defer(String.class, "Hello " + i))
			.toList();
		QueueReceiver receiver = this.server.receiveFromQueue(QUEUE, ReceiveOptions.unlimited().maxCalls(3));
		// A request is acknowledged when the broker has its answer, which is still on its
		// way.
		CompletableFuture.allOf(results.get(0), results.get(1), results.get(2)).join();
		print("taken from the queue: " + receiver.count() + ", waiting there: "
				+ results.stream().filter((result) -> !result.isDone()).count());
		this.server.receiveFromQueue(QUEUE, ReceiveOptions.unlimited().maxCalls(2));
		print("the last one", () -> results.get(4).get());
		this.simplemath.tuneFunction("show_message", (args, kwargs) -> new Tuning("simplemath"));
		print("by a tuner", () -> this.simplemath.call("show_message", String.class, "Hello again!"));
		this.simplemath.removeRequestQueue("user12345");
		print("queues that expire on their own need RabbitMQ: an embedded broker keeps them");
	}

}
