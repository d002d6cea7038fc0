package io.amphora.serializer.json;

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

	static JsonProblem notJson(int line, int column) {
		return new JsonProblem("is not valid JSON at line " + line + ", column " + column);
	}

}
