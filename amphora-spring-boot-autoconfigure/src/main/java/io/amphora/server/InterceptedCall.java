package io.amphora.server;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * A call as interceptors see it.
 *
 * @param call the call as its function receives it
 * @param function the function, or {@code null} if there is none of that name
 */
record InterceptedCall(FunctionCall call, @Nullable FunctionDefinition function) implements ServerCall {

	@Override
	public CallContext context() {
		return this.call.context();
	}

	@Override
	public List<RpcValue> args() {
		return Collections.unmodifiableList(this.call.args());
	}

	@Override
	public Map<String, RpcValue> kwargs() {
		return Collections.unmodifiableMap(this.call.kwargs());
	}

	@Override
	public BasicProperties properties() {
		return request().delivery().properties();
	}

	@Override
	public Map<String, Object> responseHeaders() {
		return request().responseHeaders();
	}

	private RequestContext request() {
		return (RequestContext) context();
	}

}
