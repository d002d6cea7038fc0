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

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a body or a value is invalid. The message is the end of a sentence. It never
 * quotes received data, as it appears in logs and replies.
 */
class JsonProblem extends RuntimeException {

	JsonProblem(String message) {
		this(message, null);
	}

	JsonProblem(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static JsonProblem noObject(@Nullable JsonKind kind) {
		return new JsonProblem((kind != null) ? "is " + kind + ", not an object" : "is empty");
	}

	static JsonProblem trailing() {
		return new JsonProblem("goes on after the object");
	}

	static JsonProblem mismatch(Type wanted, String kind) {
		return new JsonProblem("cannot be read as " + wanted.getTypeName() + ": it is " + kind);
	}

	static JsonProblem notJson(int line, int column) {
		return new JsonProblem("is not valid JSON at line " + line + ", column " + column);
	}

}
