package io.amphora.serializer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The received outcome of a call.
 */
public sealed interface ReceivedResult {

	/**
	 * The function returned.
	 *
	 * @param value the result
	 */
	record Value(RpcValue value) implements ReceivedResult {
	}

	/**
	 * The function failed.
	 *
	 * @param type the simple class name of the remote exception
	 * @param args its arguments: strings, numbers, booleans, lists, maps and nulls
	 */
	record Failure(String type, List<@Nullable Object> args) implements ReceivedResult {
	}

}
