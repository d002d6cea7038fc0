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

package io.amphora.server;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.FunctionDescription.ResultDescription;
import io.amphora.introspection.JsonSchemas;
import io.amphora.introspection.ParameterDescription;
import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import io.amphora.transport.thread.ConcurrentMaps;

/**
 * Describes a server and its functions. Descriptions of functions are cached.
 * Thread-safe.
 */
final class ServiceDescriptionFactory {

	private final String service;

	private final FunctionRegistry functions;

	private final ServerSettings settings;

	private final boolean fanout;

	private final JsonSchemas schemas;

	private final Supplier<ServerState> state;

	private final Supplier<ServerStatistics> statistics;

	private final ConcurrentMap<FunctionDefinition, FunctionDescription> described = new ConcurrentHashMap<>();

	ServiceDescriptionFactory(String service, FunctionRegistry functions, ServerSettings settings, boolean fanout,
			RpcSerializer serializer, Supplier<ServerState> state, Supplier<ServerStatistics> statistics) {
		this.service = service;
		this.functions = functions;
		this.settings = settings;
		this.fanout = fanout;
		this.schemas = new JsonSchemas(serializer);
		this.state = state;
		this.statistics = statistics;
	}

	/** Return the function that replies with the description. */
	FunctionDefinition function() {
		return new FunctionDefinition(ServiceDescription.FUNCTION, (call) -> describe().toWire());
	}

	ServiceDescription describe() {
		List<FunctionDefinition> current = this.functions.all()
			.stream()
			.sorted(Comparator.comparing(FunctionDefinition::name))
			.toList();
		this.described.keySet().retainAll(current);
		return new ServiceDescription(this.service, this.settings.uuid(), this.settings.appId(),
				this.settings.version(), this.fanout, this.state.get().name(),
				current.stream()
					.map((function) -> ConcurrentMaps.getOrCreate(this.described, function, this::describe))
					.toList(),
				statistics(this.statistics.get()));
	}

	private FunctionDescription describe(FunctionDefinition function) {
		FunctionSignature signature = function.signature();
		if (signature == null) {
			return new FunctionDescription(function.name(), null, null);
		}
		return new FunctionDescription(function.name(), signature.parameters().stream().map(this::describe).toList(),
				new ResultDescription(JsonSchemas.name(signature.result()), this.schemas.ofSent(signature.result())));
	}

	private ParameterDescription describe(Parameter parameter) {
		return new ParameterDescription(parameter.name(), JsonSchemas.name(parameter.type()), parameter.required(),
				parameter.variable(), this.schemas.ofReceived(parameter.type()));
	}

	private static Map<String, Long> statistics(ServerStatistics counted) {
		Map<String, Long> statistics = new LinkedHashMap<>();
		statistics.put("running", (long) counted.running());
		statistics.put("handled", counted.handled());
		statistics.put("refused", counted.rejected());
		statistics.put("expired", counted.expired());
		statistics.put("cancelled", counted.cancelled());
		statistics.put("ignored", counted.ignored());
		statistics.put("undeliverable", counted.undeliverable());
		return statistics;
	}

}
