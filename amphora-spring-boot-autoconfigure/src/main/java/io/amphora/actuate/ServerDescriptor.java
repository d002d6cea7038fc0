package io.amphora.actuate;

import java.util.Comparator;
import java.util.List;

import io.amphora.introspection.JsonSchemas;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.FunctionDefinition;
import io.amphora.server.FunctionSignature;
import io.amphora.server.FunctionSignature.Parameter;
import io.amphora.server.QueueReceiver;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of a server.
 *
 * @param bean the name of the bean, or {@code null} if the server is not a bean
 * @param service the service
 * @param instance id of the server, unique within the service
 * @param fanout whether it gets every fanout request
 * @param state what it was asked to do
 * @param serving whether the broker knows its consumer
 * @param connection how it stands with the broker
 * @param queue the queue that it takes requests from
 * @param receivers the further queues that it takes requests from
 * @param functions the functions, by name
 * @param statistics what it has counted
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
	 * What an operator sees of a further queue.
	 *
	 * @param queue its name on the broker
	 * @param state what is done with it
	 * @param count how many requests were taken from it
	 */
	public record ReceiverDescriptor(String queue, QueueReceiver.State state, int count) {

		static ReceiverDescriptor of(QueueReceiver receiver) {
			return new ReceiverDescriptor(receiver.queue(), receiver.state(), receiver.count());
		}

	}

	/**
	 * What an operator sees of a function.
	 *
	 * @param name what callers call it
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
	 * What an operator sees of a parameter.
	 *
	 * @param name its name, or {@code null} if it has none
	 * @param type its type
	 * @param required whether callers must give it
	 */
	public record ParameterDescriptor(@Nullable String name, String type, boolean required) {

		static ParameterDescriptor of(Parameter parameter) {
			String type = JsonSchemas.name(parameter.type()) + (parameter.variable() ? "..." : "");
			return new ParameterDescriptor(parameter.name(), type, parameter.required());
		}

	}

}
