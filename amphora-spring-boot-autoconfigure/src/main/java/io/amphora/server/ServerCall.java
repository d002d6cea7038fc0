package io.amphora.server;

import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * A call that a server is about to run, as its {@linkplain ServerInterceptor
 * interceptors} see it. Thread-safe.
 */
public interface ServerCall {

	/**
	 * What is known of the call.
	 * @return the context, with service, name of the function and correlation id
	 */
	CallContext context();

	/**
	 * The function that is going to run.
	 * @return the function, or {@code null} if the server has none of that name
	 */
	@Nullable FunctionDefinition function();

	/**
	 * The arguments by position.
	 * @return the arguments, still untyped, unmodifiable
	 */
	List<RpcValue> args();

	/**
	 * The arguments by name.
	 * @return the arguments, still untyped, unmodifiable
	 */
	Map<String, RpcValue> kwargs();

	/**
	 * The properties of the request, with its headers.
	 * @return the properties, written by the caller, its {@code user_id} excepted, which
	 * the broker has validated
	 */
	BasicProperties properties();

	/**
	 * Headers for the response, if there is one. Values are of the types that AMQP knows,
	 * strings and numbers for instance. Changes are too late once the result, or the
	 * stage that was returned for it, is complete.
	 * @return the headers, modifiable, empty at first
	 */
	Map<String, Object> responseHeaders();

}
