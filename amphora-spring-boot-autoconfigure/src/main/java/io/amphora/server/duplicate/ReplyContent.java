package io.amphora.server.duplicate;

import java.util.Map;

/**
 * A reply as it is sent to the broker, possibly more than once.
 *
 * @param headers its headers
 * @param body its body
 */
public record ReplyContent(Map<String, Object> headers, byte[] body) {

	/** Placeholder for one-way requests. */
	public static final ReplyContent NONE = new ReplyContent(Map.of(), new byte[0]);

}
