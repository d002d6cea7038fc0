package io.amphora.serializer.json;

/**
 * The kinds of JSON values, with their names in messages.
 */
enum JsonKind {

	OBJECT("an object"), ARRAY("an array"), STRING("a string"), NUMBER("a number"), BOOLEAN("a boolean"), NULL("null");

	private final String description;

	JsonKind(String description) {
		this.description = description;
	}

	@Override
	public String toString() {
		return this.description;
	}

}
