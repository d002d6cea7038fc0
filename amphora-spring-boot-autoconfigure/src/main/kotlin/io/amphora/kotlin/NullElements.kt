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

import java.util.Optional
import kotlin.reflect.KClass
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter

/** Finds elements that are null in collections, maps and arrays whose types exclude null. */
internal object NullElements {

	/** Whether a value, which may be an element, contains null against its type. Mappers do not check this. */
	fun isIn(value: Any?, type: KType): Boolean = when {
		value is Map<*, *> && isOfLibrary(type) ->
			value.keys.isInvalid(type, KEY) || value.values.isInvalid(type, VALUE)
		value is Collection<*> && isOfLibrary(type) -> value.isInvalid(type, ELEMENT)
		value is Optional<*> && isOfLibrary(type) -> value.stream().toList().isInvalid(type, ELEMENT)
		value is Array<*> -> value.asList().isInvalid(type, ELEMENT)
		else -> false
	}

	private fun Collection<*>.isInvalid(type: KType, argument: Int): Boolean {
		val element = type.arguments.getOrNull(argument)?.type ?: return false
		return any { if (it == null) !isNullable(element) else isIn(it, element) }
	}

	/** The type arguments of other classes are not necessarily the types of their elements. */
	private fun isOfLibrary(type: KType) =
		(type.classifier as? KClass<*>)?.java?.name?.let { name -> LIBRARIES.any(name::startsWith) } ?: false

	/** The type of a type parameter may be nullable unless its bounds exclude that. */
	fun isNullable(type: KType): Boolean =
		type.isMarkedNullable || (type.classifier as? KTypeParameter)?.upperBounds?.all(::isNullable) == true

	/** An iterable, for which mappers create a list, is of the first one. */
	private val LIBRARIES = listOf("java.lang.", "java.util.", "kotlin.collections.")

	private const val ELEMENT = 0

	private const val KEY = 0

	private const val VALUE = 1

}
