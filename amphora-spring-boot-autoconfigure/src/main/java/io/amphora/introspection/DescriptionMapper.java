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

package io.amphora.introspection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.amphora.introspection.FunctionDescription.ResultDescription;
import org.jspecify.annotations.Nullable;

/**
 * Writes descriptions as plain maps and lists, and reads the descriptions of any library.
 */
final class DescriptionMapper {

	private DescriptionMapper() {
	}

	static Map<String, @Nullable Object> write(ServiceDescription service) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		written.put("service", service.service());
		written.put("instance", service.instance());
		written.put("application", service.application());
		written.put("version", service.version());
		written.put("fanout", service.fanout());
		written.put("state", service.state());
		written.put("functions", service.functions().stream().map(DescriptionMapper::write).toList());
		written.put("statistics", service.statistics());
		return written;
	}

	private static Map<String, @Nullable Object> write(FunctionDescription function) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		written.put("name", function.name());
		if (function.parameters() != null && function.result() != null) {
			written.put("parameters", function.parameters().stream().map(DescriptionMapper::write).toList());
			written.put("result", Map.of("type", function.result().type(), "schema", function.result().schema()));
		}
		return written;
	}

	private static Map<String, @Nullable Object> write(ParameterDescription parameter) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		written.put("name", parameter.name());
		written.put("type", parameter.type());
		written.put("required", parameter.required());
		written.put("variable", parameter.variable());
		written.put("schema", parameter.schema());
		return written;
	}

	static ServiceDescription read(@Nullable Object received) {
		if (!(received instanceof Map<?, ?> map)) {
			throw new IllegalArgumentException("A description is an object with members");
		}
		return new ServiceDescription(text(map, "service"), text(map, "instance"), optionalText(map, "application"),
				optionalText(map, "version"), flag(map, "fanout"), text(map, "state"), functions(map), statistics(map));
	}

	private static List<FunctionDescription> functions(Map<?, ?> service) {
		return maps(service.get("functions")).stream()
			.map(DescriptionMapper::function)
			.sorted(Comparator.comparing(FunctionDescription::name))
			.toList();
	}

	private static Map<String, Long> statistics(Map<?, ?> service) {
		Map<String, Long> statistics = new LinkedHashMap<>();
		map(service.get("statistics")).forEach((name, count) -> {
			if (count instanceof Number number) {
				statistics.put(String.valueOf(name), number.longValue());
			}
		});
		return statistics;
	}

	private static FunctionDescription function(Map<?, ?> function) {
		boolean typed = function.get("parameters") instanceof List && function.get("result") instanceof Map;
		List<ParameterDescription> parameters = typed
				? maps(function.get("parameters")).stream().map(DescriptionMapper::parameter).toList() : null;
		Map<?, ?> result = map(function.get("result"));
		return new FunctionDescription(text(function, "name"), parameters,
				typed ? new ResultDescription(text(result, "type"), schema(result)) : null);
	}

	private static ParameterDescription parameter(Map<?, ?> parameter) {
		return new ParameterDescription(optionalText(parameter, "name"), text(parameter, "type"),
				flag(parameter, "required"), flag(parameter, "variable"), schema(parameter));
	}

	private static Map<String, Object> schema(Map<?, ?> described) {
		Map<String, Object> schema = new LinkedHashMap<>();
		map(described.get("schema")).forEach((name, value) -> schema.put(String.valueOf(name), value));
		return schema;
	}

	private static List<? extends Map<?, ?>> maps(@Nullable Object list) {
		return (list instanceof List<?> elements) ? elements.stream().map(DescriptionMapper::map).toList() : List.of();
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map : Map.of();
	}

	private static String text(Map<?, ?> map, String name) {
		String text = optionalText(map, name);
		return (text != null) ? text : "";
	}

	private static @Nullable String optionalText(Map<?, ?> map, String name) {
		Object value = map.get(name);
		return (value != null) ? value.toString() : null;
	}

	private static boolean flag(Map<?, ?> map, String name) {
		return Boolean.TRUE.equals(map.get(name));
	}

}
