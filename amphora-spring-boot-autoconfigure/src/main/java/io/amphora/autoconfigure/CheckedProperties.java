package io.amphora.autoconfigure;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Passes on configured values, and names the property if a value is rejected.
 *
 * @param prefix the prefix of the properties
 */
public record CheckedProperties(String prefix) {

	public <T> void set(String property, @Nullable T value, Consumer<T> target) {
		if (value == null) {
			return;
		}
		try {
			target.accept(value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// Spring Boot 4.0 has no public constructor with a cause.
			var refusal = new InvalidConfigurationPropertyValueException(this.prefix + "." + property, value,
					ex.getMessage());
			refusal.addSuppressed(ex);
			throw refusal;
		}
	}

}
