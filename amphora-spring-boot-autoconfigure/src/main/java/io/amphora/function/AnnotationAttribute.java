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

package io.amphora.function;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * An attribute of an annotation whose value may contain placeholders.
 *
 * @param name the name of the attribute
 * @param value its value
 */
record AnnotationAttribute(String name, String value) {

	/**
	 * Resolve the placeholders.
	 * @param beanFactory resolves placeholders
	 * @param remedy the remedy if the value is blank
	 * @param invalid creates the exception for a value that cannot be used
	 * @return the value, not blank
	 */
	String resolve(ConfigurableBeanFactory beanFactory, String remedy, InvalidAttribute invalid) {
		String resolved;
		try {
			resolved = beanFactory.resolveEmbeddedValue(this.value);
		}
		catch (IllegalArgumentException ex) {
			throw unresolved(invalid, ex);
		}
		if (!StringUtils.hasText(resolved)) {
			throw invalid.exception("Its %s \"%s\" is blank.".formatted(this.name, this.value), remedy, null);
		}
		if (resolved.contains("${")) {
			throw unresolved(invalid, null);
		}
		return resolved;
	}

	private RuntimeException unresolved(InvalidAttribute invalid, @Nullable Exception cause) {
		return invalid.exception(
				"Its %s \"%s\" has a placeholder that cannot be resolved.".formatted(this.name, this.value),
				"Set the property, or give a default as in \"${my.property:default}\".", cause);
	}

	/** Creates the exception for an attribute that cannot be used. */
	@FunctionalInterface
	interface InvalidAttribute {

		RuntimeException exception(String reason, String remedy, @Nullable Throwable cause);

	}

}
