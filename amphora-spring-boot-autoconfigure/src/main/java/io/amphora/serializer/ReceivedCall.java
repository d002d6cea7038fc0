package io.amphora.serializer;

import java.util.List;
import java.util.Map;

/**
 * A received call.
 *
 * @param function the name of the function
 * @param args the arguments by position
 * @param kwargs the arguments by name
 */
public record ReceivedCall(String function, List<RpcValue> args, Map<String, RpcValue> kwargs) {
}
