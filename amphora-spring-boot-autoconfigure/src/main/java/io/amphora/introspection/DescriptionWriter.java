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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes descriptions as plain maps and lists.
 */
final class DescriptionWriter {

	private DescriptionWriter() {
	}

	static Map<String, @Nullable Object> write(ServiceDescription service) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		written.put("service", service.service());
		written.put("instance", service.instance());
		written.put("application", service.application());
		written.put("version", service.version());
		written.put("fanout", service.fanout());
		written.put("state", service.state());
		written.put("functions", service.functions().stream().map(DescriptionWriter::write).toList());
		written.put("statistics", service.statistics());
		return written;
	}

	private static Map<String, @Nullable Object> write(FunctionDescription function) {
		Map<String, @Nullable Object> written = new LinkedHashMap<>();
		written.put("name", function.name());
		if (function.parameters() != null && function.result() != null) {
			written.put("parameters", function.parameters().stream().map(DescriptionWriter::write).toList());
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

}
