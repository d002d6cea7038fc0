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

import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * Spring AMQP's {@link RabbitTemplate} with its JSON converter, and, if asked for,
 * confirms of the requests.
 */
public final class JsonTemplatePeer implements Peer {

	private final JsonServer server;

	private final CachingConnectionFactory connectionFactory;

	private final RabbitTemplate template;

	private final String queue;

	private final boolean confirms;

	/**
	 * Create client and server.
	 * @param broker the broker
	 * @param sides the threads of each
	 * @param confirms whether requests are confirmed
	 * @throws Exception if there is no connection
	 */
	public JsonTemplatePeer(BenchmarkBroker broker, Sides sides, boolean confirms) throws Exception {
		this.queue = broker.uniqueName("template-json");
		this.confirms = confirms;
		this.server = sides.asServer(() -> new JsonServer(broker.springFactory(), this.queue));
		this.connectionFactory = sides.asClient(broker::springFactory);
		if (confirms) {
			this.connectionFactory.setPublisherConfirmType(ConfirmType.CORRELATED);
			this.connectionFactory.setPublisherReturns(true);
		}
		this.template = sides.asClient(() -> new RabbitTemplate(this.connectionFactory));
		this.template.setMessageConverter(JsonServer.converter());
		this.template.setMandatory(confirms);
		this.template.setReplyTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
	}

	@Override
	public void call(Body body) throws Exception {
		Text request = new Text(body.text());
		CorrelationData confirm = this.confirms ? new CorrelationData(UUID.randomUUID().toString()) : null;
		if (!request.equals(this.template.convertSendAndReceive("", this.queue, request, confirm))) {
			throw new IllegalStateException("no reply");
		}
		if (confirm != null) {
			confirm.getFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

	@Override
	public void close() {
		this.template.destroy();
		this.connectionFactory.destroy();
		this.server.close();
	}

}
