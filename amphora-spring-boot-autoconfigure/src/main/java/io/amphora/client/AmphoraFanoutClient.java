package io.amphora.client;

import java.lang.reflect.Type;

import io.amphora.UnroutableRequestException;
import io.amphora.transport.BrokerTransport;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Calls the functions of every connected fanout server of one service. {@code call} and
 * {@code defer} give the first answer; {@code gather} gives those of all servers. A call
 * that reaches no server fails at once with {@link UnroutableRequestException}.
 * Thread-safe.
 */
public interface AmphoraFanoutClient extends AmphoraClient {

	/**
	 * Begin to build a client.
	 * @param service the service to call; {@code buildFanout} ends it
	 * @param connectionFactory gives the connections, and stays its creator's to close
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, ConnectionFactory connectionFactory) {
		return AmphoraClient.builder(service, connectionFactory);
	}

	/**
	 * Begin to build a client that shares its transport with others.
	 * @param service the service to call; {@code buildFanout} ends it
	 * @param transport the transport, which stays its creator's to close
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, BrokerTransport transport) {
		return AmphoraClient.builder(service, transport);
	}

	/**
	 * A function whose answers are gathered.
	 * @param <T> the type of the results
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function, with this client's timeout as the deadline
	 */
	<T> Gather<T> gather(String function, Class<T> resultType);

	/**
	 * A function whose answers are gathered, with results whose type has type arguments.
	 * @param <T> the type of the results
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function, with this client's timeout as the deadline
	 */
	<T> Gather<T> gather(String function, ParameterizedTypeReference<T> resultType);

	/**
	 * A function whose answers are gathered, with results whose type is known at run time
	 * only.
	 * @param function the full name of the function
	 * @param resultType the type of the results
	 * @return the function, with this client's timeout as the deadline
	 */
	Gather<Object> gather(String function, Type resultType);

}
