package io.amphora.serializer;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call or a result that travels together with others.
 *
 * @param id the correlation id of the call
 * @param remaining how much is left of the caller's timeout, or {@code null} if the item
 * does not say
 * @param headers what would be headers if the item travelled alone
 * @param alone whether this is no result, but the request to send the call alone
 * @param body what would be the body if the item travelled alone
 */
public record BatchItem(String id, @Nullable Duration remaining, Map<String, String> headers, boolean alone,
		byte[] body) {

}
