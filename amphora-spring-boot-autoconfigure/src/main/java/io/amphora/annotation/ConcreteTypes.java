package io.amphora.annotation;

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
 * Replaces type variables by what a class says they are, or by their bounds, so that
 * serializers need not know the class.
 *
 * @param variables the type variables that the class knows
 */
record ConcreteTypes(Map<?, Type> variables) {

	static ConcreteTypes of(Class<?> type) {
		return new ConcreteTypes(GenericTypeResolver.getTypeVariableMap(type));
	}

	Type resolve(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			ResolvableType[] arguments = Arrays.stream(parameterized.getActualTypeArguments())
				.map((argument) -> ResolvableType.forType(resolve(argument)))
				.toArray(ResolvableType[]::new);
			return ResolvableType.forClassWithGenerics(erase(type), arguments).getType();
		}
		if (type instanceof GenericArrayType array) {
			Type element = resolve(array.getGenericComponentType());
			return (element instanceof Class<?> elementClass) ? elementClass.arrayType() : new ArrayOf(element);
		}
		if (type instanceof TypeVariable<?>) {
			Type known = this.variables.get(type);
			return (known != null) ? resolve(known) : erase(type);
		}
		if (type instanceof WildcardType wildcard) {
			Type[] lower = wildcard.getLowerBounds();
			return resolve((lower.length > 0) ? lower[0] : wildcard.getUpperBounds()[0]);
		}
		return type;
	}

	static Class<?> erase(Type type) {
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
