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

package io.amphora.benchmark.reference;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.MessageListenerAdapter;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.amqp.support.converter.MessageConverter;

/**
 * What {@code @RabbitListener} makes of a method that returns its argument, with JSON.
 */
final class JsonServer implements AutoCloseable {

	private final CachingConnectionFactory connectionFactory;

	private final SimpleMessageListenerContainer container;

	JsonServer(CachingConnectionFactory connectionFactory, String queue) {
		this.connectionFactory = connectionFactory;
		new RabbitAdmin(connectionFactory).declareQueue(new Queue(queue));
		this.container = new SimpleMessageListenerContainer(connectionFactory);
		this.container.setQueueNames(queue);
		this.container.setMessageListener(new MessageListenerAdapter(new Echo(), converter()));
		this.container.afterPropertiesSet();
		this.container.start();
	}

	/** The type of the payload is in a header, and has to be trusted. */
	static MessageConverter converter() {
		return new JacksonJsonMessageConverter(Text.class.getPackageName());
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

		public Text handleMessage(Text request) {
			return request;
		}

	}

}
