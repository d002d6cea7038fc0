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

import org.springframework.core.ResolvableType
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Type
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KProperty1
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter
import kotlin.reflect.full.createType
import kotlin.reflect.full.declaredMemberProperties
import kotlin.reflect.full.primaryConstructor
import kotlin.reflect.full.withNullability
import kotlin.reflect.jvm.isAccessible
import kotlin.reflect.jvm.javaType

/** Converts between a value class, as a type uses it, and the type of its property. Immutable. */
internal class ValueClass private constructor(val type: KClass<*>, use: KType) {

	private val constructor: KFunction<Any> = type.primaryConstructor!!.apply { isAccessible = true }

	private val declared: KType = constructor.parameters.single().type

	private val nested: ValueClass? = of(declared)

	@Suppress("UNCHECKED_CAST")
	private val property: KProperty1<Any, *> = type.declaredMemberProperties
		.first { it.name == constructor.parameters.single().name }
		.apply { isAccessible = true } as KProperty1<Any, *>

	private val arguments: List<KType?> = use.arguments.map { it.type }

	private val resolved: KType = substituted(declared, type.typeParameters.zip(arguments).toMap())

	/** Whether the use of a generic class has type arguments, which the compiled method does not have. */
	val isParameterized = arguments.isNotEmpty() && arguments.all(::isKnown)

	/** The type of the property, which is not a value class, in the source. */
	val propertyType: KType = nested?.propertyType ?: resolved

	/** The same type without type variables, as it is sent. */
	val underlying: Type = nested?.underlying ?: if (isParameterized) boxedType(resolved) else declared.javaType

	/** Whether null is sent for an instance, namely that whose property is null. */
	val acceptsNull: Boolean =
		!use.isMarkedNullable && (NullElements.isNullable(resolved) || nested?.acceptsNull == true)

	private val mayContainNull: Boolean = NullElements.isNullable(declared) || nested?.mayContainNull == true

	/** Whether a reference to the value can replace an instance, which may then be null. */
	val isReference: Boolean = !(underlying is Class<*> && underlying.isPrimitive) && !(use.isMarkedNullable && mayContainNull)

	/**
	 * Create an instance, which may check the value.
	 * @return the instance, or `null` if null does not stand for one
	 * @throws IllegalArgumentException if the class does not accept the value
	 */
	fun box(value: Any?): Any? {
		if (value == null && !acceptsNull) {
			return null
		}
		try {
			return constructor.call(if (nested != null) nested.box(value) else value)
		}
		catch (ex: InvocationTargetException) {
			throw IllegalArgumentException("It is not accepted by ${type.simpleName}", ex.targetException)
		}
	}

	fun unbox(value: Any): Any? {
		val unboxed = property.get(value)
		return if (nested != null && unboxed != null) nested.unbox(unboxed) else unboxed
	}

	fun isInstance(value: Any?) = type.isInstance(value)

	companion object {

		/** Those of the standard library represent their values in ways of their own. */
		fun of(type: KType): ValueClass? {
			val valueClass = classOf(type)
			return if (valueClass != null && !isStandard(type)) ValueClass(valueClass, type) else null
		}

		/** Whether a type is a value class of the standard library, or one whose property is. */
		fun isStandard(type: KType): Boolean {
			val valueClass = classOf(type) ?: return false
			return valueClass.java.name.startsWith("kotlin.")
					|| isStandard(valueClass.primaryConstructor!!.parameters.single().type)
		}

		/** A star projection has no type. */
		private fun isKnown(type: KType?): Boolean =
			type?.classifier !is KTypeParameter && type?.arguments.orEmpty().all { isKnown(it.type) }

		/** Replace the type parameters of a class by the type arguments of its use, unless these are star projections. */
		private fun substituted(type: KType, arguments: Map<KTypeParameter, KType?>): KType {
			val argument = arguments[type.classifier as? KTypeParameter]
			return when {
				argument != null -> argument.withNullability(argument.isMarkedNullable || type.isMarkedNullable)
				type.arguments.isEmpty() -> type
				else -> type.classifier!!.createType(
					type.arguments.map { it.copy(type = it.type?.let { each -> substituted(each, arguments) }) }, type.isMarkedNullable)
			}
		}

		private fun boxedType(type: KType?): Type {
			val classifier = type?.classifier as? KClass<*> ?: return Any::class.java
			val arguments = type.arguments.map { ResolvableType.forType(boxedType(it.type)) }
			val isGeneric = arguments.isNotEmpty() && arguments.size == classifier.java.typeParameters.size
			return if (isGeneric) ResolvableType.forClassWithGenerics(classifier.java, *arguments.toTypedArray()).type
			else classifier.javaObjectType
		}

		/** Return the value class of a type, also one of the standard library. */
		fun classOf(type: KType): KClass<*>? = (type.classifier as? KClass<*>)?.takeIf { it.isValue }

	}

}
