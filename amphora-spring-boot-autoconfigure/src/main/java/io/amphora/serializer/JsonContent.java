package io.amphora.serializer;

import java.io.IOException;

/**
 * The content of a body, which writes itself.
 */
@FunctionalInterface
interface JsonContent {

	void writeTo(JsonSink sink) throws IOException;

}
