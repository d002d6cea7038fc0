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

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import io.amphora.kotlin.KotlinFunction;
import io.amphora.kotlin.KotlinMethods;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.util.ClassUtils;

/**
 * Registers runtime hints for what kotlin-reflect uses of a function: the metadata of its
 * class, the methods with its defaults, and its value classes.
 */
final class KotlinHints {

	private KotlinHints() {
	}

	static void register(ReflectionHints hints, Class<?> type, Method method) {
		KotlinFunction kotlin = KotlinMethods.function(method);
		if (kotlin == null) {
			return;
		}
		hints.registerType(method.getDeclaringClass());
		for (Class<?> valueClass : kotlin.valueTypes()) {
			hints.registerType(valueClass, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
					MemberCategory.INVOKE_DECLARED_METHODS);
		}
		registerDefaults(hints, type, method.getName());
		Set<Class<?>> supertypes = new LinkedHashSet<>(ClassUtils.getAllInterfacesForClassAsSet(type));
		for (Class<?> each = type.getSuperclass(); each != null; each = each.getSuperclass()) {
			supertypes.add(each);
		}
		supertypes.forEach((each) -> {
			registerDefaults(hints, each, method.getName());
			registerOverridden(hints, each, kotlin.name());
		});
	}

	/** A generic supertype has the defaults, and its method may have another name. */
	private static void registerOverridden(ReflectionHints hints, Class<?> type, String name) {
		if (Stream.of(type.getDeclaredMethods()).anyMatch((method) -> method.getName().equals(name))) {
			hints.registerType(type);
			registerMethods(hints, type, name);
			registerDefaults(hints, type, name);
		}
	}

	/** A class of its own has the defaults of an interface. */
	private static void registerDefaults(ReflectionHints hints, Class<?> type, String name) {
		registerMethods(hints, type, name + "$default");
		for (Class<?> nested : type.getDeclaredClasses()) {
			if (nested.getSimpleName().equals("DefaultImpls")) {
				registerMethods(hints, nested, name + "$default");
			}
		}
	}

	private static void registerMethods(ReflectionHints hints, Class<?> type, String name) {
		for (Method method : type.getDeclaredMethods()) {
			if (method.getName().equals(name)) {
				hints.registerMethod(method, ExecutableMode.INVOKE);
			}
		}
	}

}
