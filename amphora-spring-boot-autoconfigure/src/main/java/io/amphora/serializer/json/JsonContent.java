package io.amphora.serializer.json;

import java.io.IOException;

/**
 * Writes the content of a body.
 */
@FunctionalInterface
interface JsonContent {

	void writeTo(JsonSink sink) throws IOException;

}
