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

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Map;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * Replaces type variables by the types that a class declares for them, or by their
 * bounds, so that serializers need not know the class.
 *
 * @param variables the types by type variable
 * @since 0.1.0
 */
public record TypeVariables(Map<?, Type> variables) {

	/**
	 * Return the types that a class declares for the type variables of its supertypes.
	 * @param type a class or an interface
	 * @return the types
	 */
	public static TypeVariables of(Class<?> type) {
		return new TypeVariables(GenericTypeResolver.getTypeVariableMap(type));
	}

	/**
	 * Replace the type variables in the type of a value to read.
	 * @param type the type, as declared by a method of the class or of a supertype
	 * @return the type without variables and wildcards
	 */
	public Type resolve(Type type) {
		return resolve(type, true);
	}

	/**
	 * Replace the type variables in the type of a value to write. If the type has a lower
	 * bound, as in {@code List<? super Circle>}, the values may be of any supertype.
	 * @param type the type, as declared by a method of the class or of a supertype
	 * @return the type without variables and wildcards
	 */
	public Type resolveWritten(Type type) {
		return resolve(type, false);
	}

	private Type resolve(Type type, boolean read) {
		if (type instanceof ParameterizedType parameterized) {
			ResolvableType[] arguments = Arrays.stream(parameterized.getActualTypeArguments())
				.map((argument) -> ResolvableType.forType(resolve(argument, read)))
				.toArray(ResolvableType[]::new);
			return ResolvableType.forClassWithGenerics(erase(type), arguments).getType();
		}
		if (type instanceof GenericArrayType array) {
			Type element = resolve(array.getGenericComponentType(), read);
			return (element instanceof Class<?> elementClass) ? elementClass.arrayType() : new ArrayOf(element);
		}
		if (type instanceof TypeVariable<?>) {
			Type known = this.variables.get(type);
			return (known != null) ? resolve(known, read) : erase(type);
		}
		if (type instanceof WildcardType wildcard) {
			Type[] lower = wildcard.getLowerBounds();
			return resolve((read && lower.length > 0) ? lower[0] : wildcard.getUpperBounds()[0], read);
		}
		return type;
	}

	/**
	 * Return whether the class declares the types of all variables in a type.
	 * @param type the type
	 * @return {@code false} if {@link #resolve(Type)} has to fall back on bounds
	 */
	public boolean isKnown(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).allMatch(this::isKnown);
		}
		if (type instanceof GenericArrayType array) {
			return isKnown(array.getGenericComponentType());
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).allMatch(this::isKnown)
					&& Arrays.stream(wildcard.getLowerBounds()).allMatch(this::isKnown);
		}
		Type known = this.variables.get(type);
		return !(type instanceof TypeVariable<?>) || (known != null && isKnown(known));
	}

	/**
	 * Return the class of a type.
	 * @param type a type without variables
	 * @return the class, without type arguments
	 */
	public static Class<?> erase(Type type) {
		return ResolvableType.forType(type).resolve(Object.class);
	}

	private record ArrayOf(Type element) implements GenericArrayType {

		@Override
		public Type getGenericComponentType() {
			return this.element;
		}

		@Override
		public String getTypeName() {
			return this.element.getTypeName() + "[]";
		}

	}

}
