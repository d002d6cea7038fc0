package io.amphora.benchmark;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.MessageListenerAdapter;

/**
 * What {@code @RabbitListener} makes of a method that returns its argument.
 */
final class SpringServer implements AutoCloseable {

	private final CachingConnectionFactory connectionFactory;

	private final SimpleMessageListenerContainer container;

	SpringServer(CachingConnectionFactory connectionFactory, String queue) {
		this.connectionFactory = connectionFactory;
		new RabbitAdmin(connectionFactory).declareQueue(new Queue(queue));
		this.container = new SimpleMessageListenerContainer(connectionFactory);
		this.container.setQueueNames(queue);
		this.container.setMessageListener(new MessageListenerAdapter(new Echo()));
		this.container.afterPropertiesSet();
		this.container.start();
	}

	@Override
	public void close() {
		this.container.destroy();
		this.connectionFactory.destroy();
	}

	/**
	 * Called by name.
	 */
	static final class Echo {

		public byte[] handleMessage(byte[] body) {
			return body;
		}

	}

}
