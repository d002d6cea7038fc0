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
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Describes why a value does not fit a type. Refers only to types, property names and
 * constants, which the reader's code defines, never to received keys or values.
 */
final class JsonMismatch {

	private final JsonPath path = new JsonPath();

	private @Nullable String target;

	private @Nullable String reason;

	private @Nullable String constants;

	private boolean text;

	JsonPath path() {
		return this.path;
	}

	/** For a collection or a map, Jackson reports the class that it would create. */
	void target(@Nullable Class<?> type) {
		this.text = type != null && ClassUtils.isSimpleValueType(type) && !ClassUtils.isPrimitiveOrWrapper(type)
				&& !Number.class.isAssignableFrom(type);
		if (type == null) {
			this.target = null;
		}
		else if (Collection.class.isAssignableFrom(type)) {
			this.target = JsonKind.ARRAY.toString();
		}
		else {
			this.target = Map.class.isAssignableFrom(type) ? JsonKind.OBJECT.toString() : type.getTypeName();
		}
	}

	/** Any other value of an enum is wrong, even if its kind is right. */
	void constants(@Nullable Class<?> type, Function<Object, @Nullable String> toJson) {
		this.constants = (type != null && type.isEnum()) ? EnumNames.of(type, toJson) : null;
	}

	void thrown(Throwable cause) {
		this.reason = cause.getClass().getSimpleName();
	}

	/** The received id itself is not quoted. */
	void typeId(@Nullable String id) {
		this.reason = (id != null) ? "its type id is unknown" : "its type id is missing";
	}

	JsonProblem problem(JsonKind kind, Type wanted) {
		StringBuilder message = new StringBuilder(kind.toString());
		if (!this.path.isEmpty()) {
			message.append(", wrong at ").append(this.path);
		}
		boolean part = this.target != null && !this.target.equals(wanted.getTypeName());
		if (part) {
			message.append(", where ").append(this.target).append(" is needed");
		}
		if (this.constants != null) {
			message.append(part ? ", one of " : ", not one of ").append(this.constants);
		}
		else if (this.text && kind == JsonKind.STRING && this.path.isEmpty() && this.reason == null) {
			message.append(" of the wrong form");
		}
		if (this.reason != null) {
			message.append(" (").append(this.reason).append(')');
		}
		return JsonProblem.mismatch(wanted, message.toString());
	}

}
