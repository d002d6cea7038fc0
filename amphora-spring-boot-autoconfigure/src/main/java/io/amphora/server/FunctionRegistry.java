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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.amphora.PrintableText;
import io.amphora.WrongRequestException;
import io.amphora.introspection.ServiceDescription;
import io.amphora.logging.SimilarNames;
import io.amphora.server.function.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one server, by name. Thread-safe.
 */
final class FunctionRegistry {

	/** Number of functions whose names a message contains. */
	private static final int SUMMARY_LENGTH = 20;

	private final Map<String, FunctionDefinition> functions = new ConcurrentHashMap<>();

	private final Map<String, FunctionDefinition> builtIn = new ConcurrentHashMap<>();

	private final String service;

	FunctionRegistry(String service) {
		this.service = service;
	}

	/** Add a function of Amphora itself, which is not listed. */
	void addBuiltIn(FunctionDefinition definition) {
		this.builtIn.put(definition.name(), definition);
	}

	void add(FunctionDefinition definition) {
		if (definition.name().startsWith(ServiceDescription.RESERVED_PREFIX)) {
			throw new IllegalArgumentException(
					"Service '%s' cannot have a function '%s': names that begin with '%s' are Amphora's own. Choose another name"
						.formatted(this.service, definition.name(), ServiceDescription.RESERVED_PREFIX));
		}
		if (this.functions.putIfAbsent(definition.name(), definition) != null) {
			throw new IllegalArgumentException(
					"Service '%s' already has a function '%s'. Remove it first or choose another name"
						.formatted(this.service, definition.name()));
		}
	}

	boolean remove(String name) {
		return this.functions.remove(name) != null;
	}

	Collection<FunctionDefinition> all() {
		return List.copyOf(this.functions.values());
	}

	/** Return whether there is a function that is acknowledged on receipt. */
	boolean hasAcknowledgedOnReceipt() {
		return this.functions.values().stream().anyMatch(BatchRefusals::isAcknowledgedOnReceipt);
	}

	/** Return the first names, for a message. */
	String summary() {
		List<String> names = this.functions.keySet().stream().sorted().toList();
		if (names.isEmpty()) {
			return "no functions yet";
		}
		int more = names.size() - SUMMARY_LENGTH;
		return names.stream().limit(SUMMARY_LENGTH).collect(Collectors.joining(", "))
				+ ((more > 0) ? " and " + more + " more" : "");
	}

	@Nullable FunctionDefinition find(String name) {
		FunctionDefinition own = this.functions.get(name);
		return (own != null) ? own : this.builtIn.get(name);
	}

	/**
	 * Create the refusal of a request for an unknown function. Clients recognize it by
	 * the beginning of its message. Without introspection, the message does not reveal
	 * the names of functions.
	 */
	WrongRequestException unknown(String name) {
		String reason = name.equals(ServiceDescription.FUNCTION)
				? ": introspection is off ('amphora.server.introspection.enabled')" : "";
		String similar = this.builtIn.containsKey(ServiceDescription.FUNCTION)
				? new SimilarNames(this.functions.keySet()).closestTo(name) : null;
		return new WrongRequestException("Service '%s' has no function '%s' on this server%s%s".formatted(this.service,
				PrintableText.name(name), reason, (similar != null) ? ". Did you mean '" + similar + "'?" : ""));
	}

}
