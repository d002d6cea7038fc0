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

import java.lang.reflect.Type;

import io.amphora.UnroutableRequestException;
import io.amphora.client.fanout.Gather;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Client that calls the functions of every connected fanout server of one service.
 * {@code call} and {@code defer} return the first reply; {@code gather} returns those of
 * all servers. A call that reaches no server fails immediately with
 * {@link UnroutableRequestException}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface AmphoraFanoutClient extends ServiceClient {

	/**
	 * Create a builder for a client.
	 * @param service the service to call
	 * @param connectionFactory the connection factory; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder<AmphoraFanoutClient> builder(String service, ConnectionFactory connectionFactory) {
		BrokerTransport transport = new BrokerTransport(connectionFactory);
		return builder(service, transport).onClose(transport::close);
	}

	/**
	 * Create a builder for a client that shares its transport with others.
	 * @param service the service to call
	 * @param transport the transport; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder<AmphoraFanoutClient> builder(String service, BrokerTransport transport) {
		return new AmphoraClientBuilder<>(service, transport, DefaultAmphoraFanoutClient::new);
	}

	/**
	 * Return a function whose replies are gathered.
	 * @param <T> the type of the results
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function with the timeout of this client
	 */
	<T> Gather<T> gather(String function, Class<T> resultType);

	/**
	 * Return a function with a generic result type whose replies are gathered.
	 * @param <T> the type of the results
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function with the timeout of this client
	 */
	<T> Gather<T> gather(String function, ParameterizedTypeReference<T> resultType);

	/**
	 * Return a function whose replies are gathered and whose result type is known only at
	 * runtime.
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function with the timeout of this client
	 */
	Gather<Object> gather(String function, Type resultType);

}
