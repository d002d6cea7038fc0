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

package io.amphora.autoconfigure.server;

import io.amphora.AmphoraConfigurationException;

/**
 * Thrown if a function does not belong to a service.
 */
class MissingServiceNameException extends AmphoraConfigurationException {

	private static final String REMEDY = "Set 'amphora.server.service-name' or 'spring.application.name', or name the"
			+ " service of the function as in @AmphoraFunction(service = \"simplemath\").";

	MissingServiceNameException(String function, String beanName) {
		this("Function '%s' of bean '%s' names no service, and the application has no default service."
			.formatted(function, beanName));
	}

	private MissingServiceNameException(String message) {
		super(message, message, REMEDY, null);
	}

}
