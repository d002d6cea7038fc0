package io.amphora.annotation;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * A method is annotated with {@link AmphoraFunction}, or implements a method of an
 * {@link AmphoraContract}, and cannot be a function.
 */
public class InvalidFunctionException extends AmphoraException {

	private final String beanName;

	private transient Method method;

	private final String reason;

	private final String remedy;

	/**
	 * Create a new exception.
	 * @param beanName the bean
	 * @param method the method
	 * @param reason why it cannot be a function, a sentence
	 * @param remedy what to do about it, a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidFunctionException(String beanName, Method method, String reason, String remedy,
			@Nullable Throwable cause) {
		super("%s cannot be a function: %s %s".formatted(BeanMethod.describe(beanName, method), reason, remedy), null,
				cause);
		this.beanName = beanName;
		this.method = method;
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * The bean.
	 * @return its name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * The method.
	 * @return the method
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Why the method cannot be a function.
	 * @return a sentence
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * What to do about it.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
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
