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

package io.amphora.actuate;

import java.util.Comparator;
import java.util.List;

import io.amphora.introspection.JsonSchemas;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import io.amphora.server.receiver.QueueReceiver;
import org.jspecify.annotations.Nullable;

/**
 * Description of a server for operators.
 *
 * @param bean the name of the bean, or {@code null} if the server is not a bean
 * @param service the service
 * @param instance id of the server, unique within the service
 * @param fanout whether it receives every fanout request
 * @param state the lifecycle state
 * @param serving whether its consumer is registered with the broker
 * @param connection the connections to the broker
 * @param queue the queue that it takes requests from
 * @param receivers the additional queues that it takes requests from
 * @param functions the functions, by name
 * @param statistics the statistics of the server
 * @since 0.1.0
 */
public record ServerDescriptor(@Nullable String bean, String service, String instance, boolean fanout,
		ServerState state, boolean serving, ConnectionDescriptor connection, String queue,
		List<ReceiverDescriptor> receivers, List<FunctionDescriptor> functions, ServerStatistics statistics) {

	static ServerDescriptor of(@Nullable String bean, AmphoraServer server) {
		return new ServerDescriptor(bean, server.service(), server.uuid(), server instanceof AmphoraFanoutServer,
				server.state(), server.serving(), ConnectionDescriptor.of(server.connectionName(), server.connection()),
				server.queue(), server.receivers().stream().map(ReceiverDescriptor::of).toList(),
				server.functions()
					.stream()
					.sorted(Comparator.comparing(FunctionDefinition::name))
					.map(FunctionDescriptor::of)
					.toList(),
				server.statistics());
	}

	/**
	 * Description of an additional queue for operators.
	 *
	 * @param queue its name on the broker
	 * @param state the state of its receiver
	 * @param count the number of requests taken from it
	 */
	public record ReceiverDescriptor(String queue, QueueReceiver.State state, int count) {

		static ReceiverDescriptor of(QueueReceiver receiver) {
			return new ReceiverDescriptor(receiver.queue(), receiver.state(), receiver.count());
		}

	}

	/**
	 * Description of a function for operators.
	 *
	 * @param name the name that callers use
	 * @param parameters the parameters, or {@code null} if unknown
	 * @param result the type of the result, or {@code null} if unknown
	 */
	public record FunctionDescriptor(String name, @Nullable List<ParameterDescriptor> parameters,
			@Nullable String result) {

		static FunctionDescriptor of(FunctionDefinition function) {
			FunctionSignature signature = function.signature();
			return (signature != null) ? new FunctionDescriptor(function.name(),
					signature.parameters().stream().map(ParameterDescriptor::of).toList(),
					JsonSchemas.name(signature.result())) : new FunctionDescriptor(function.name(), null, null);
		}

	}

	/**
	 * Description of a parameter for operators.
	 *
	 * @param name its name, or {@code null} if it has none
	 * @param type its type
	 * @param required whether callers must pass it
	 */
	public record ParameterDescriptor(@Nullable String name, String type, boolean required) {

		static ParameterDescriptor of(Parameter parameter) {
			String type = JsonSchemas.name(parameter.type()) + (parameter.variable() ? "..." : "");
			return new ParameterDescriptor(parameter.name(), type, parameter.required());
		}

	}

}
