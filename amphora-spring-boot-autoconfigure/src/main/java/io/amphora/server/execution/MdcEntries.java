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

package io.amphora.server.execution;

import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/**
 * The diagnostic context (MDC) of the current thread, if there is one. Exceptions of its
 * provider, which can be any implementation, are only logged.
 */
final class MdcEntries {

	private static final Log logger = LogFactory.getLog(MdcEntries.class);

	private static final boolean PRESENT = ClassUtils.isPresent("org.slf4j.MDC", MdcEntries.class.getClassLoader());

	private MdcEntries() {
	}

	/** Return a copy of the entries, or {@code null} if there are none. */
	static @Nullable Map<String, String> copy() {
		try {
			Map<String, String> entries = PRESENT ? MDC.getCopyOfContextMap() : null;
			return (entries != null && !entries.isEmpty()) ? entries : null;
		}
		catch (Throwable ex) {
			logger.debug("The entries of the MDC could not be read", ex);
			return null;
		}
	}

	/** Replace the entries by those of a copy. */
	static void restore(@Nullable Map<String, String> copy) {
		if (!PRESENT) {
			return;
		}
		try {
			if (copy != null) {
				MDC.setContextMap(copy);
			}
			else {
				MDC.clear();
			}
		}
		catch (Throwable ex) {
			logger.debug("The entries of the MDC could not be restored", ex);
		}
	}

}
