package io.amphora.benchmark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.AsyncRabbitTemplate;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Spring AMQP's {@link AsyncRabbitTemplate} with its defaults: persistent requests,
 * direct replies, no confirms.
 */
final class AsyncTemplatePeer implements Peer {

	private final SpringServer server;

	private final CachingConnectionFactory connectionFactory;

	private final AsyncRabbitTemplate template;

	private final String queue;

	AsyncTemplatePeer(BenchmarkBroker broker, Sides sides) throws Exception {
		this.queue = broker.uniqueName("async-template");
		this.server = sides.asServer(() -> new SpringServer(broker.springFactory(), this.queue));
		this.connectionFactory = sides.asClient(broker::springFactory);
		this.template = sides.asClient(() -> {
			AsyncRabbitTemplate async = new AsyncRabbitTemplate(new RabbitTemplate(this.connectionFactory));
			async.setReceiveTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
			async.start();
			return async;
		});
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		return this.template.sendAndReceive("", this.queue, new Message(body.bytes(), new MessageProperties()));
	}

	@Override
	public void close() {
		this.template.stop();
		this.connectionFactory.destroy();
		this.server.close();
	}

}
