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
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.Future
import java.util.function.Supplier
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.callSuspendBy
import kotlin.reflect.jvm.isAccessible
import kotlin.reflect.jvm.javaType
import kotlin.reflect.jvm.kotlinFunction

/** Reads the declaration of a function with kotlin-reflect. Immutable. */
internal class ReflectedFunction private constructor(private val method: Method, private val function: KFunction<*>) :
	KotlinFunction {

	private val parameters = function.parameters.filter { it.kind != KParameter.Kind.INSTANCE }

	private val valueClasses = parameters.map { ValueClass.of(it.type) }

	private val resultClass = ValueClass.of(function.returnType)

	private val defaulting by lazy { OverriddenFunctions.withDefaults(method, function) }

	/** Callers of an overridden function with a type variable as its result do not know the value class. */
	private val returnsReference by lazy {
		resultClass != null && resultClass.isReference && !OverriddenFunctions.changesResult(method, function)
	}

	private val isUnit = function.returnType.classifier == Unit::class && !function.returnType.isMarkedNullable

	override fun name() = function.name

	override fun isSuspending() = function.isSuspend

	override fun isAbstract() = function.isAbstract

	override fun isResultRequired(): Boolean {
		val type = if (isFuture) function.returnType.arguments.singleOrNull()?.type else function.returnType
		val isNullable = type == null || NullElements.isNullable(type) || resultClass?.acceptsNull == true
		return !isNullable && type.classifier != Unit::class && type.classifier != Void::class
	}

	private val isFuture get() = CompletionStage::class.java.isAssignableFrom(method.returnType)
			|| Future::class.java.isAssignableFrom(method.returnType)

	override fun resultType(): Type = when {
		isUnit || function.returnType.classifier == Nothing::class -> Void.TYPE
		resultClass != null -> underlying(resultClass, function.returnType)
		isSuspending() -> continuationArgument()
		else -> method.genericReturnType
	}

	override fun obstacle(): KotlinObstacle? = when {
		parameters.any { it.kind != KParameter.Kind.VALUE } -> KotlinObstacle.RECEIVER
		(parameters.map { it.type } + function.returnType).any(ValueClass::isStandard) ->
			KotlinObstacle.STANDARD_VALUE_CLASS
		else -> null
	}

	override fun valueTypes(): List<Class<*>> = (valueClasses + resultClass).mapNotNull { it?.type?.java }

	override fun valueClass(index: Int): Class<*>? = ValueClass.classOf(parameters[index].type)?.java

	override fun parameterType(index: Int): Type {
		val declared = method.genericParameterTypes[index]
		val valueClass = valueClasses[index]
		val boxed = valueClass != null && declared == valueClass.type.java
		return if (valueClass != null && (boxed || valueClass.isParameterized)) underlying(valueClass, parameters[index].type)
		else declared
	}

	override fun isOptional(index: Int): Boolean = parameters[index].isOptional

	override fun isNullable(index: Int): Boolean = NullElements.isNullable(parameters[index].type)

	override fun acceptsNull(index: Int): Boolean = isNullable(index) || valueClasses[index]?.acceptsNull == true

	override fun containsNull(index: Int, value: Any?): Boolean =
		NullElements.isIn(value, valueClasses[index]?.propertyType ?: parameters[index].type)

	override fun isVararg(index: Int): Boolean = parameters[index].isVararg

	override fun toArgument(index: Int, value: Any?): Any? {
		val valueClass = valueClasses[index] ?: return value
		val boxed = valueClass.box(value)
		return if (method.parameterTypes[index] == valueClass.type.java) boxed else value
	}

	override fun fromArgument(index: Int, value: Any?): Any? = unboxed(valueClasses[index], value)

	override fun toResult(value: Any?): Any? {
		if (isUnit) {
			return Unit
		}
		val boxed = if (resultClass != null) resultClass.box(value) else value
		val unboxes = resultClass != null && !isSuspending() && method.returnType != resultClass.type.java
		return if (unboxes) value else boxed
	}

	override fun await(continuation: Any, call: Supplier<CompletableFuture<Any?>>): Any? {
		val result = CoroutineCalls.await(continuation, call)
		// callers that are resumed later receive a boxed value in any case
		return if (returnsReference) unboxed(resultClass, result) else result
	}

	/** Convert a result of the compiled method. */
	private fun fromResult(value: Any?): Any? = if (value === Unit) null else unboxed(resultClass, value)

	override fun invoke(target: Any, arguments: Array<Any?>): Any? {
		val omits = arguments.any { it === KotlinMethods.OMITTED }
		return when {
			isSuspending() && omits ->
				FunctionCoroutine.start { fromResult(defaulting.callSuspendBy(byName(target, arguments))) }
			isSuspending() -> FunctionCoroutine.start { fromResult(method.invokeSuspending(target, arguments)) }
			omits -> fromResult(defaulting.callBy(byName(target, arguments)))
			else -> fromResult(method.invoke(target, *arguments))
		}
	}

	private fun byName(target: Any, arguments: Array<Any?>): Map<KParameter, Any?> {
		val given = mutableMapOf<KParameter, Any?>(defaulting.parameters.first() to target)
		defaulting.parameters.drop(1).forEachIndexed { index, parameter ->
			if (arguments[index] !== KotlinMethods.OMITTED) {
				val valueClass = valueClasses[index]
				val argument = arguments[index]
				val boxes = valueClass != null && !valueClass.isInstance(argument)
				given[parameter] = if (boxes) valueClass.box(argument) else argument
			}
		}
		return given
	}

	private fun continuationArgument(): Type {
		val continuation = method.genericParameterTypes.last() as ParameterizedType
		val argument = continuation.actualTypeArguments.single()
		return (argument as? WildcardType)?.lowerBounds?.firstOrNull() ?: argument
	}

	companion object {

		/** Return the function of a method, or `null` if it is not one of Kotlin. */
		@JvmStatic
		fun of(method: Method): ReflectedFunction? =
			method.kotlinFunction?.let {
				it.isAccessible = true
				ReflectedFunction(method, it)
			}

		private fun underlying(valueClass: ValueClass, type: KType): Type {
			val underlying = valueClass.underlying
			val boxes = type.isMarkedNullable && underlying is Class<*>
			return if (boxes) ClassUtils.resolvePrimitiveIfNecessary(underlying) else underlying
		}

		private fun unboxed(valueClass: ValueClass?, value: Any?): Any? =
			if (valueClass != null && value != null && valueClass.isInstance(value)) valueClass.unbox(value) else value

	}

}
