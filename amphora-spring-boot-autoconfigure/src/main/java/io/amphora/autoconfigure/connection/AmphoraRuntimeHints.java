package io.amphora.autoconfigure.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Registers runtime hints for the parts of Spring Boot's RabbitMQ support that are called
 * by reflection.
 */
final class AmphoraRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String name : RabbitMqConnectionDetails.TYPES) {
			String types = name.substring(0, name.lastIndexOf('.') + 1);
			for (String type : List.of(name, name + "$Address", types + "RabbitProperties",
					types + "RabbitProperties$Ssl")) {
				hints.reflection().registerTypeIfPresent(classLoader, type, MemberCategory.INVOKE_PUBLIC_METHODS);
			}
		}
	}

}
