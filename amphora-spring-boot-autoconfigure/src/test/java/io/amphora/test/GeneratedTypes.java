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

package io.amphora.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;

import kotlin.coroutines.Continuation;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.StubMethod;

/**
 * Types as Java's compiler with other options generates them, and as tools leave those of
 * the Kotlin compiler without metadata.
 */
public final class GeneratedTypes {

	private GeneratedTypes() {
	}

	/**
	 * Generate an interface with a suspending function.
	 * @return an interface with {@code suspend fun slow(x: Int): Any}
	 */
	public static Class<?> suspendingContract() {
		return load(new ByteBuddy().makeInterface()
			.defineMethod("slow", Object.class, Modifier.PUBLIC | Modifier.ABSTRACT)
			.withParameters(int.class, Continuation.class)
			.withoutCode(), GeneratedTypes.class.getClassLoader());
	}

	/**
	 * Generate a class with a suspending function.
	 * @param annotation annotates the function
	 * @return a class with {@code suspend fun slow(x: Int): Any}
	 */
	public static Class<?> suspendingClass(Class<? extends Annotation> annotation) {
		return load(
				new ByteBuddy().subclass(Object.class)
					.defineMethod("slow", Object.class, Modifier.PUBLIC)
					.withParameters(int.class, Continuation.class)
					.intercept(StubMethod.INSTANCE)
					.annotateMethod(AnnotationDescription.Builder.ofType(annotation).build()),
				GeneratedTypes.class.getClassLoader());
	}

	/**
	 * Generate an interface with a method of any name.
	 * @param name the name, which need not be possible in Java
	 * @return an interface with that method
	 */
	public static Class<?> contract(String name) {
		return load(new ByteBuddy().makeInterface()
			.defineMethod(name, long.class, Modifier.PUBLIC | Modifier.ABSTRACT)
			.withParameters(long.class)
			.withoutCode(), GeneratedTypes.class.getClassLoader());
	}

	/**
	 * Generate a class that was compiled without {@code -parameters}.
	 * @param annotation annotates the method
	 * @return a class with {@code void run(int x, int y)}
	 */
	public static Class<?> classWithoutParameterNames(Class<? extends Annotation> annotation) {
		return load(
				new ByteBuddy().subclass(Object.class)
					.defineMethod("run", void.class, Modifier.PUBLIC)
					.withParameters(int.class, int.class)
					.intercept(StubMethod.INSTANCE)
					.annotateMethod(AnnotationDescription.Builder.ofType(annotation).build()),
				GeneratedTypes.class.getClassLoader());
	}

	private static Class<?> load(DynamicType.Builder<?> type, ClassLoader parent) {
		try (DynamicType.Unloaded<?> unloaded = type.make()) {
			return unloaded.load(parent).getLoaded();
		}
	}

}
