package io.amphora.serializer.json;

/**
 * The names of the members of a body.
 */
final class JsonNames {

	static final String FUNCTION = "func";

	static final String ARGS = "args";

	static final String KWARGS = "kwargs";

	static final String RESULT = "result";

	static final String EXCEPTION = "exception";

	static final String ID = "id";

	static final String EXPIRATION = "expiration";

	static final String HEADERS = "headers";

	static final String ALONE = "alone";

	static final String TYPE = "type";

	private JsonNames() {
	}

}
