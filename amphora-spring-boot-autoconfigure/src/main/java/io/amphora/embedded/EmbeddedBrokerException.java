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

package io.amphora.embedded;

import io.amphora.AmphoraConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the embedded broker cannot be started.
 *
 * @since 0.1.0
 */
public class EmbeddedBrokerException extends AmphoraConfigurationException {

	/**
	 * Create an exception.
	 * @param description the failure, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public EmbeddedBrokerException(String description, String remedy, @Nullable Throwable cause) {
		super(description + " " + remedy, description, remedy, cause);
	}

}
