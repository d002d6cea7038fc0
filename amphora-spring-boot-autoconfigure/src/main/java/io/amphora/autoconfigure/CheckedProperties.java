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

package io.amphora.autoconfigure;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Passes on configured values, and names the property if a value is rejected.
 *
 * @since 0.1.0
 * @param prefix the prefix of the properties
 */
public record CheckedProperties(String prefix) {

	/**
	 * Pass on the value of a property if it is configured.
	 * @param <T> the type of the value
	 * @param property the name of the property, without the prefix
	 * @param value the value, or {@code null} if the property is not configured
	 * @param target accepts the value; throws an {@link IllegalArgumentException} or an
	 * {@link ArithmeticException} to reject it
	 * @throws InvalidConfigurationPropertyValueException if the value is rejected
	 */
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
