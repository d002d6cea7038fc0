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

package io.amphora.serializer.json;

import java.lang.reflect.Type;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * The writers of Jackson 2 by declared type. Thread-safe.
 * <p>
 * As in Spring MVC, a container or an {@code Optional} is written as its declared type,
 * because the class of a list does not reveal the type of its elements. Any other value
 * is written as its class, so that properties of a subclass are not lost; type arguments
 * of the declared type are applied to the class.
 */
final class Jackson2Writers {

	private final ObjectMapper mapper;

	private final ObjectWriter untyped;

	private final JsonCache<Type, Function<Object, ObjectWriter>> writers = new JsonCache<>(this::find);

	Jackson2Writers(ObjectMapper mapper) {
		this.mapper = mapper;
		this.untyped = mapper.writer();
	}

	/** Return a writer that writes each value as its class. */
	ObjectWriter untyped() {
		return this.untyped;
	}

	ObjectWriter writer(Type declared, Object value) {
		if (declared == Object.class || declared == String.class) {
			return this.untyped;
		}
		return this.writers.get(declared).apply(value);
	}

	private Function<Object, ObjectWriter> find(Type declared) {
		JavaType type = this.mapper.constructType(declared);
		if (type.isContainerType() || type.isReferenceType() || type.isIterationType()) {
			ObjectWriter writer = this.untyped.forType(type);
			return (value) -> type.getRawClass().isInstance(value) ? writer : this.untyped;
		}
		if (type.hasGenericTypes()) {
			JsonCache<Class<?>, ObjectWriter> byClass = new JsonCache<>((actual) -> specialize(type, actual));
			return (value) -> byClass.get(value.getClass());
		}
		return (value) -> this.untyped;
	}

	private ObjectWriter specialize(JavaType declared, Class<?> actual) {
		if (!declared.getRawClass().isAssignableFrom(actual)) {
			return this.untyped;
		}
		return this.untyped.forType(this.mapper.getTypeFactory().constructSpecializedType(declared, actual, true));
	}

}
