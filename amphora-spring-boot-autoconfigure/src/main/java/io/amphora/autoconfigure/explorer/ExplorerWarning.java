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

package io.amphora.autoconfigure.explorer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Warns if the explorer is not protected by Spring Security.
 */
final class ExplorerWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ExplorerWarning.class);

	private static final String SECURITY = "org.springframework.security.web.SecurityFilterChain";

	private final String path;

	private final ApplicationContext context;

	ExplorerWarning(String path, ApplicationContext context) {
		this.path = path;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!secured(this.context.getClassLoader())) {
			logger.warn(("The explorer at %s is enabled ('amphora.explorer.enabled') without Spring Security:"
					+ " anyone who reaches this port can call every function")
				.formatted(this.path));
		}
	}

	private boolean secured(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(SECURITY, classLoader) && this.context
			.getBeanNamesForType(ClassUtils.resolveClassName(SECURITY, classLoader), false, false).length > 0;
	}

}
