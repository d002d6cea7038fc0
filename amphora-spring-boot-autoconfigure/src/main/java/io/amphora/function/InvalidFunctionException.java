/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.function;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;

import io.amphora.AmphoraConfigurationException;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a method that is annotated with {@link AmphoraFunction}, or that implements a
 * method of an {@link AmphoraContract}, cannot be a function.
 *
 * @since 0.1.0
 */
public class InvalidFunctionException extends AmphoraConfigurationException {

	private final String beanName;

	private transient Method method;

	private final String reason;

	/**
	 * Create a new exception.
	 * @param beanName the name of the bean
	 * @param method the method
	 * @param reason the reason why it cannot be a function, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidFunctionException(String beanName, Method method, String reason, String remedy,
			@Nullable Throwable cause) {
		super("%s cannot be a function: %s %s".formatted(BeanMethod.describe(beanName, method), reason, remedy),
				"Method '%s' of bean '%s' cannot be a function:%n%n    %s".formatted(method.toGenericString(), beanName,
						reason),
				remedy, cause);
		this.beanName = beanName;
		this.method = method;
		this.reason = reason;
	}

	/**
	 * Return the name of the bean.
	 * @return the name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * Return the method.
	 * @return the method
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Return the reason why the method cannot be a function.
	 * @return a sentence
	 */
	public String reason() {
		return this.reason;
	}

	private void writeObject(ObjectOutputStream output) throws IOException {
		output.defaultWriteObject();
		output.writeObject(this.method.getDeclaringClass());
		output.writeUTF(this.method.getName());
		output.writeObject(this.method.getParameterTypes());
	}

	private void readObject(ObjectInputStream input) throws IOException, ClassNotFoundException {
		input.defaultReadObject();
		Class<?> type = (Class<?>) input.readObject();
		try {
			this.method = type.getDeclaredMethod(input.readUTF(), (Class<?>[]) input.readObject());
		}
		catch (NoSuchMethodException ex) {
			throw new IOException("The class of the method has changed", ex);
		}
	}

}
