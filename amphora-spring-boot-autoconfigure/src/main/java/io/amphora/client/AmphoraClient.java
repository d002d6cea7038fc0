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

import io.amphora.client.queue.RequestQueueOperations;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Client that calls the functions of one service. Each request is handled by one of its
 * servers. Thread-safe; an application needs one client per service.
 *
 * @since 0.1.0
 */
public interface AmphoraClient extends ServiceClient, RequestQueueOperations {

	/**
	 * Create a builder for a client.
	 * @param service the service to call
	 * @param connectionFactory the connection factory; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder<AmphoraClient> builder(String service, ConnectionFactory connectionFactory) {
		BrokerTransport transport = new BrokerTransport(connectionFactory);
		return builder(service, transport).onClose(transport::close);
	}

	/**
	 * Create a builder for a client that shares its transport with others.
	 * @param service the service to call
	 * @param transport the transport; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder<AmphoraClient> builder(String service, BrokerTransport transport) {
		return new AmphoraClientBuilder<>(service, transport, DefaultAmphoraClient::new);
	}

	/**
	 * Set the tuner that chooses the routing key of a function's calls by their
	 * arguments. A routing key set on a call takes precedence.
	 * @param function the full name of the function
	 * @param tuner the tuner; replaces an earlier tuner of the function
	 */
	void tuneFunction(String function, FunctionTuner tuner);

}
