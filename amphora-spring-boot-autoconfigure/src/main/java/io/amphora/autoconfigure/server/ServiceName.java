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

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The default service of an application.
 */
final class ServiceName {

	static final String PROPERTY = "amphora.server.service-name";

	private ServiceName() {
	}

	static @Nullable String of(Environment environment) {
		String configured = environment.getProperty(PROPERTY);
		String name = StringUtils.hasText(configured) ? configured : environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? name : null;
	}

	static boolean isConfigured(Environment environment) {
		return StringUtils.hasText(environment.getProperty(PROPERTY));
	}

}
