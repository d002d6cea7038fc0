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

package io.amphora.kotlin

import java.lang.reflect.Method
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.full.allSuperclasses
import kotlin.reflect.full.declaredFunctions
import kotlin.reflect.jvm.isAccessible
import kotlin.reflect.jvm.javaMethod

/** Finds the functions that other functions override, and that declare their default values. */
internal object OverriddenFunctions {

	/**
	 * Return the function to call with default values, which is the one that declares them. If that is a function of
	 * a generic type, its method has other parameters, and kotlin-reflect does not find it.
	 */
	fun withDefaults(method: Method, function: KFunction<*>): KFunction<*> {
		val overridden = overridden(method, function).filter { it.parameters.any(KParameter::isOptional) }
		return overridden.firstOrNull { first -> overridden.all { isInherited(first, it) } }
			?.also { it.isAccessible = true } ?: function
	}

	/** Whether a function overrides one whose result is of another type, such as a type variable. */
	fun changesResult(method: Method, function: KFunction<*>): Boolean =
		overridden(method, function).any { it.returnType.classifier != function.returnType.classifier }

	private fun overridden(method: Method, function: KFunction<*>): List<KFunction<*>> =
		method.declaringClass.kotlin.allSuperclasses.flatMap(::declared)
			.filter { it.name == function.name && isOverridden(it, method) }

	private fun declared(type: KClass<*>): Collection<KFunction<*>> =
		if (type.java.isAnnotationPresent(Metadata::class.java)) type.declaredFunctions else listOf()

	private fun isOverridden(function: KFunction<*>, method: Method): Boolean =
		function.javaMethod?.let { OverriddenMethods.overrides(method, it, method.declaringClass) } ?: false

	/** A function that overrides another one inherits its default values, and declares none. */
	private fun isInherited(function: KFunction<*>, other: KFunction<*>): Boolean =
		function.javaMethod!!.declaringClass.isAssignableFrom(other.javaMethod!!.declaringClass)

}
