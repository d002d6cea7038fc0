package io.amphora.server;

import java.util.Map;

/**
 * A reply as it is sent to the broker, possibly more than once.
 *
 * @param headers its headers
 * @param body its body
 */
record Response(Map<String, Object> headers, byte[] body) {

	/** Placeholder for one-way requests. */
	static final Response NONE = new Response(Map.of(), new byte[0]);

}
