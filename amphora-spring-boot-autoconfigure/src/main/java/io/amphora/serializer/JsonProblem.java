package io.amphora.serializer;

import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with a body or a value. The message is the end of a sentence, and
 * never quotes what was received: it ends up in logs and in answers.
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
