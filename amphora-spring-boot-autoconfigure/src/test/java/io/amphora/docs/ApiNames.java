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

package io.amphora.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Knows which Java names exist: public types of Amphora and some of the JDK, by their
 * simple names, and their public members, as in {@code RemoteException.errorType}.
 */
final class ApiNames {

	private static final List<String> JDK = List.of("java.lang.", "java.time.", "java.util.concurrent.");

	private final Map<String, Class<?>> types = new HashMap<>();

	ApiNames() {
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:io/amphora/**/*.class")) {
				String path = resource.getURL().getPath();
				if (path.contains("/target/classes/")) {
					add(path.substring(path.indexOf("io/amphora/"), path.length() - ".class".length()));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(String path) {
		Class<?> type = ClassUtils.resolveClassName(path.replace('/', '.'), null);
		if (Modifier.isPublic(type.getModifiers())) {
			this.types.put(ClassUtils.getShortName(type), type);
		}
	}

	boolean exists(String name) {
		int dot = name.lastIndexOf('.');
		return exists(name, "") || (dot > 0 && exists(name.substring(0, dot), name.substring(dot + 1)));
	}

	private boolean exists(String typeName, String member) {
		Class<?> type = this.types.getOrDefault(typeName, ofJdk(typeName));
		return type != null && (member.isEmpty() || members(type).anyMatch(member::equals));
	}

	private static Class<?> ofJdk(String simpleName) {
		return JDK.stream()
			.map((prefix) -> prefix + simpleName)
			.filter((name) -> ClassUtils.isPresent(name, null))
			.findFirst()
			.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, null))
			.orElse(null);
	}

	private static Stream<String> members(Class<?> type) {
		return Arrays.stream(type.getMethods()).map(Method::getName);
	}

}
