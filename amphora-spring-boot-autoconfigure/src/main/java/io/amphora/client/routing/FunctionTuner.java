package io.amphora.client.routing;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the routing key of a call by its arguments. Called on the thread that makes the
 * call, concurrently by several threads.
 */
@FunctionalInterface
public interface FunctionTuner {

	/**
	 * Choose the routing key for the arguments of a call.
	 * @param args the arguments by position
	 * @param kwargs the arguments by name
	 * @return the tuning with the routing key
	 */
	Tuning tune(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs);

}
