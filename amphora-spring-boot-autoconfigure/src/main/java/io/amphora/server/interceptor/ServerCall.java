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

package io.amphora.server.interceptor;

import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.serializer.RpcValue;
import io.amphora.server.function.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A call that a server is about to run, as its {@linkplain ServerInterceptor
 * interceptors} see it. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ServerCall {

	/**
	 * Return the context of the call.
	 * @return the context, with the service, the name of the function and the correlation
	 * id
	 */
	CallContext context();

	/**
	 * Return the function to run.
	 * @return the function, or {@code null} if the server has none of that name
	 */
	@Nullable FunctionDefinition function();

	/**
	 * Return the arguments by position.
	 * @return the untyped arguments, unmodifiable
	 */
	List<RpcValue> args();

	/**
	 * Return the arguments by name.
	 * @return the untyped arguments, unmodifiable
	 */
	Map<String, RpcValue> kwargs();

	/**
	 * Return the properties of the request, including its headers. They have the type of
	 * RabbitMQ's Java client, because the server does not convert them.
	 * @return the properties as set by the caller; the broker validates only the
	 * {@code user_id}
	 */
	BasicProperties properties();

	/**
	 * Return the headers of the reply, if there is one. Values must have types that AMQP
	 * supports, such as strings and numbers. Changes have no effect after the result, or
	 * the stage returned for it, is complete.
	 * @return the headers, modifiable, initially empty
	 */
	Map<String, Object> responseHeaders();

}
