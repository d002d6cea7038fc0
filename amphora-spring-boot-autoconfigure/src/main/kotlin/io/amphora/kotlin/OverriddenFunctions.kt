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

import org.springframework.util.ClassUtils
import java.lang.reflect.Method
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.full.allSuperclasses
import kotlin.reflect.full.declaredFunctions
import kotlin.reflect.jvm.isAccessible
import kotlin.reflect.jvm.javaMethod

/** Finds the functions that declare the default values of functions that override them. */
internal object OverriddenFunctions {

	/**
	 * Return the function to call with default values. If a function overrides one of a generic type, its method has
	 * other parameters, and kotlin-reflect does not find the default values that the other function declares.
	 */
	fun withDefaults(method: Method, function: KFunction<*>): KFunction<*> =
		method.declaringClass.kotlin.allSuperclasses.flatMap(::declared)
			.lastOrNull { it.name == function.name && it.parameters.any { parameter -> parameter.isOptional } && isGeneric(it, method) }
			?.also { it.isAccessible = true } ?: function

	private fun declared(type: KClass<*>): Collection<KFunction<*>> =
		if (type.java.isAnnotationPresent(Metadata::class.java)) type.declaredFunctions else listOf()

	private fun isGeneric(overridden: KFunction<*>, method: Method): Boolean {
		val types = overridden.javaMethod?.parameterTypes
		return types != null && types.size == method.parameterCount && !types.contentEquals(method.parameterTypes)
				&& types.indices.all { ClassUtils.isAssignable(types[it], method.parameterTypes[it]) }
	}

}
