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

package io.amphora.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.util.ClassUtils;

/**
 * Propagates the entries of {@link MdcServerInterceptor} with Micrometer's context
 * propagation. Other entries of the {@link MDC} stay unchanged. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MdcThreadLocalAccessor implements ThreadLocalAccessor<Map<String, String>> {

	/** Key of the entries in a context registry. */
	public static final String KEY = "amphora.mdc";

	private static final List<String> ENTRIES = List.of(MdcServerInterceptor.SERVICE, MdcServerInterceptor.FUNCTION,
			MdcServerInterceptor.CORRELATION_ID);

	private static final boolean PRESENT = ClassUtils.isPresent("org.slf4j.MDC",
			MdcThreadLocalAccessor.class.getClassLoader());

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Map<String, String> getValue() {
		if (!PRESENT || MDC.get(MdcServerInterceptor.SERVICE) == null) {
			return null;
		}
		Map<String, String> entries = new LinkedHashMap<>();
		for (String key : ENTRIES) {
			String value = MDC.get(key);
			if (value != null) {
				entries.put(key, value);
			}
		}
		return entries;
	}

	@Override
	public void setValue(Map<String, String> value) {
		setValue();
		value.forEach(MDC::put);
	}

	@Override
	public void setValue() {
		if (PRESENT) {
			ENTRIES.forEach(MDC::remove);
		}
	}

}
