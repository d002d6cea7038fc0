package io.amphora.server;

import java.util.Map;

/**
 * An answer as it goes to the broker, perhaps more than once.
 *
 * @param headers its headers
 * @param body its body
 */
record Response(Map<String, Object> headers, byte[] body) {

	/** For requests that ask for no answer. */
	static final Response NONE = new Response(Map.of(), new byte[0]);

}
