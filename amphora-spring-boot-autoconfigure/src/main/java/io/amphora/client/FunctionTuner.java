package io.amphora.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the routing key of a call by its arguments. Called on the thread that makes the
 * call, by several threads at a time.
 */
@FunctionalInterface
public interface FunctionTuner {

	/**
	 * Look at the arguments of a call.
	 * @param args the arguments by position
	 * @param kwargs the arguments by name
	 * @return where the request goes
	 */
	Tuning tune(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs);

}
