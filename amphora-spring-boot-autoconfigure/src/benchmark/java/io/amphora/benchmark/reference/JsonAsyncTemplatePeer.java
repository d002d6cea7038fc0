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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

import org.springframework.amqp.rabbit.AsyncRabbitTemplate;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Spring AMQP's {@link AsyncRabbitTemplate} with its JSON converter.
 */
public final class JsonAsyncTemplatePeer implements Peer {

	private final JsonServer server;

	private final CachingConnectionFactory connectionFactory;

	private final AsyncRabbitTemplate template;

	private final String queue;

	/**
	 * Create client and server.
	 * @param broker the broker
	 * @param sides the threads of each
	 * @throws Exception if there is no connection
	 */
	public JsonAsyncTemplatePeer(BenchmarkBroker broker, Sides sides) throws Exception {
		this.queue = broker.uniqueName("async-template-json");
		this.server = sides.asServer(() -> new JsonServer(broker.springFactory(), this.queue));
		this.connectionFactory = sides.asClient(broker::springFactory);
		this.template = sides.asClient(() -> {
			RabbitTemplate template = new RabbitTemplate(this.connectionFactory);
			template.setMessageConverter(JsonServer.converter());
			AsyncRabbitTemplate async = new AsyncRabbitTemplate(template);
			async.setReceiveTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
			async.start();
			return async;
		});
	}

	@Override
	public CompletableFuture<?> defer(Body body) {
		return this.template.convertSendAndReceive("", this.queue, new Text(body.text()));
	}

	@Override
	public void close() {
		this.template.stop();
		this.connectionFactory.destroy();
		this.server.close();
	}

}
