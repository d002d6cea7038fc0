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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A server's description of itself.
 *
 * @param service the name of the service
 * @param instance the id of the server, unique within the service
 * @param application the name of the server's application, or {@code null} if it is not
 * set
 * @param version the version of the application, or {@code null} if it is not set
 * @param fanout whether the server receives every fanout request instead of its share of
 * the other requests
 * @param state the state of the server, such as {@code SERVING}
 * @param functions its functions, sorted by name
 * @param statistics its counters, by name
 * @since 0.1.0
 */
public record ServiceDescription(String service, String instance, @Nullable String application,
		@Nullable String version, boolean fanout, String state, List<FunctionDescription> functions,
		Map<String, Long> statistics) {

	/**
	 * Name of the function that describes a server. Every server has it unless
	 * introspection is disabled.
	 */
	public static final String FUNCTION = "amphora.describe";

	/** Prefix of the names of built-in functions. */
	public static final String RESERVED_PREFIX = "amphora.";

	/**
	 * Return the description for the wire. It consists of maps, lists, strings, numbers
	 * and booleans, so that mappers do not change names.
	 * @return a new map
	 */
	public Map<String, @Nullable Object> toWire() {
		return DescriptionMapper.write(this);
	}

	/**
	 * Read a description. Missing members are empty or {@code null} and unknown members
	 * are ignored, so that members can be added.
	 * @param received maps, lists, strings, numbers and booleans
	 * @return the description
	 * @throws IllegalArgumentException if it is not a description
	 */
	public static ServiceDescription fromWire(@Nullable Object received) {
		return DescriptionMapper.read(received);
	}

}
