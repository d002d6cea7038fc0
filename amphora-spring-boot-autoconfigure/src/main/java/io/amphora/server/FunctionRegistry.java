package io.amphora.server;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.WrongRequestException;

/**
 * The functions of one server, by name. Thread-safe.
 */
final class FunctionRegistry {

	private final Map<String, FunctionDefinition> functions = new ConcurrentHashMap<>();

	private final String service;

	FunctionRegistry(String service) {
		this.service = service;
	}

	void add(FunctionDefinition definition) {
		if (this.functions.putIfAbsent(definition.name(), definition) != null) {
			throw new IllegalArgumentException(
					"Service '%s' has a function '%s' already: remove it first, or choose another name"
						.formatted(this.service, definition.name()));
		}
	}

	boolean remove(String name) {
		return this.functions.remove(name) != null;
	}

	Collection<FunctionDefinition> all() {
		return List.copyOf(this.functions.values());
	}

	FunctionDefinition get(String name) {
		FunctionDefinition definition = this.functions.get(name);
		if (definition == null) {
			throw new WrongRequestException("Service '%s' has no function '%s'".formatted(this.service, name));
		}
		return definition;
	}

}
