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

import io.amphora.AmphoraConfigurationException;
import io.amphora.annotation.TunesFunction;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a bean that is annotated with {@link TunesFunction} cannot be a tuner.
 *
 * @since 0.1.0
 */
public class InvalidTunerException extends AmphoraConfigurationException {

	private final String beanName;

	private final String reason;

	/**
	 * Create a new exception.
	 * @param beanName the name of the bean
	 * @param reason the reason why it cannot be a tuner, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidTunerException(String beanName, String reason, String remedy, @Nullable Throwable cause) {
		super("Bean '%s' cannot be a tuner: %s %s".formatted(beanName, reason, remedy),
				"Bean '%s' cannot be a tuner:%n%n    %s".formatted(beanName, reason), remedy, cause);
		this.beanName = beanName;
		this.reason = reason;
	}

	/**
	 * Return the name of the bean.
	 * @return the name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * Return the reason why the bean cannot be a tuner.
	 * @return a sentence
	 */
	public String reason() {
		return this.reason;
	}

}
