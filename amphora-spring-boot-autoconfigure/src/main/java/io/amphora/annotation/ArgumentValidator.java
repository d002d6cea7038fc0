package io.amphora.annotation;

import java.lang.reflect.Method;

import io.amphora.WrongRequestException;
import org.jspecify.annotations.Nullable;

/**
 * Validates the arguments of functions before they run. Called concurrently by several
 * threads.
 */
@FunctionalInterface
public interface ArgumentValidator {

	/**
	 * Validate the arguments of one call.
	 * @param function the name of the function
	 * @param bean the bean to be called, or its proxy
	 * @param method the annotated method
	 * @param arguments the arguments, one for each parameter of the method
	 * @throws WrongRequestException if an argument is not valid
	 */
	void validate(String function, Object bean, Method method, @Nullable Object[] arguments);

}
