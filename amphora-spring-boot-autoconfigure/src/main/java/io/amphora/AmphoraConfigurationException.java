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

package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Base class of exceptions that are thrown at start-up because the application is not
 * configured correctly. Spring Boot reports the description and the remedy.
 *
 * @since 0.1.0
 */
public abstract class AmphoraConfigurationException extends AmphoraException {

	private final String description;

	private final String remedy;

	/**
	 * Create an exception.
	 * @param message the message, which includes the remedy unless that is obvious
	 * @param description what is not configured correctly
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraConfigurationException(String message, String description, String remedy,
			@Nullable Throwable cause) {
		super(message, null, cause);
		this.description = description;
		this.remedy = remedy;
	}

	/**
	 * Return what is not configured correctly.
	 * @return the description, which may have several lines
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
