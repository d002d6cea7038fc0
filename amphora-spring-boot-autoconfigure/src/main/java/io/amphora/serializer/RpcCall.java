package io.amphora.serializer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call to be sent.
 *
 * @param function the name of the function
 * @param args the arguments by position
 * @param kwargs the arguments by name
 */
public record RpcCall(String function, List<? extends @Nullable Object> args,
		Map<String, ? extends @Nullable Object> kwargs) {
}
