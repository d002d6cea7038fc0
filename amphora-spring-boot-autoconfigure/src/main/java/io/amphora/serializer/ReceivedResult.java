package io.amphora.serializer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, as it has arrived.
 */
public sealed interface ReceivedResult {

	/**
	 * The function returned.
	 *
	 * @param value what it returned
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
