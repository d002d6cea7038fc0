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
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.springframework.core.ResolvableType;

/**
 * Creates types of Java reflection from parts of the types of a JSON library.
 */
final class JsonTypes {

	private JsonTypes() {
	}

	static Type arrayOf(Type component) {
		return ResolvableType.forArrayComponent(ResolvableType.forType(component)).getType();
	}

	static Type of(Class<?> raw, int count, IntFunction<Type> arguments) {
		ResolvableType[] resolved = IntStream.range(0, count)
			.mapToObj((index) -> ResolvableType.forType(arguments.apply(index)))
			.toArray(ResolvableType[]::new);
		return (count > 0) ? ResolvableType.forClassWithGenerics(raw, resolved).getType() : raw;
	}

}
