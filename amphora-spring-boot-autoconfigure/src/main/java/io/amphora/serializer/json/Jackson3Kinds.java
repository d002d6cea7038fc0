package io.amphora.serializer.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Maps tokens of Jackson 3 to kinds of values.
 */
final class Jackson3Kinds {

	private Jackson3Kinds() {
	}

	static @Nullable JsonKind of(@Nullable JsonToken token) {
		if (token == null) {
			return null;
		}
		return switch (token) {
			case START_ARRAY -> JsonKind.ARRAY;
			case VALUE_STRING -> JsonKind.STRING;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
			case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
			case VALUE_NULL -> JsonKind.NULL;
			default -> JsonKind.OBJECT;
		};
	}

}
