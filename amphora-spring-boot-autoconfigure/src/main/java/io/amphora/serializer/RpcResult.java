package io.amphora.serializer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, to be sent.
 */
public sealed interface RpcResult {

	/**
	 * The function returned.
	 *
	 * @param value what it returned, {@code null} for nothing
	 */
	record Value(@Nullable Object value) implements RpcResult {
	}

	/**
	 * The function failed.
	 *
	 * @param type the simple class name of the exception
	 * @param args the arguments of the exception
	 */
	record Failure(String type, List<? extends @Nullable Object> args) implements RpcResult {
	}

}
