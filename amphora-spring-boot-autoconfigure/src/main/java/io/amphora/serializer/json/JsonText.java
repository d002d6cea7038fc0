package io.amphora.serializer.json;

/**
 * Writes JSON strings.
 */
final class JsonText {

	private JsonText() {
	}

	static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || Character.isSurrogate(character)) {
				json.append("\\u%04x".formatted((int) character));
			}
			else {
				if (character == '"' || character == '\\') {
					json.append('\\');
				}
				json.append(character);
			}
		}
		json.append('"');
	}

}
