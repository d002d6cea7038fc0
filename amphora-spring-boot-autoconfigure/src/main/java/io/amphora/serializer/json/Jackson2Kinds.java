package io.amphora.serializer.json;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Maps tokens of Jackson 2 to kinds of values.
 */
final class Jackson2Kinds {

	private Jackson2Kinds() {
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
