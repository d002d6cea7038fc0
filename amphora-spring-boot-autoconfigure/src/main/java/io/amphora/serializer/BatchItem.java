package io.amphora.serializer;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call or a result in a batch.
 *
 * @param id the correlation id of the call
 * @param remaining the time left until the caller's timeout, or {@code null} if the item
 * does not specify it
 * @param headers the headers that the item would have as a single message
 * @param alone whether the item is not a result but asks for the call to be sent as a
 * single message
 * @param body the body that the item would have as a single message
 */
public record BatchItem(String id, @Nullable Duration remaining, Map<String, String> headers, boolean alone,
		byte[] body) {

}
