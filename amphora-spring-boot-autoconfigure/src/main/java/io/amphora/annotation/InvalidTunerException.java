package io.amphora.annotation;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * A bean is annotated with {@link TunesFunction} and cannot tune that function.
 */
public class InvalidTunerException extends AmphoraException {

	private final String beanName;

	private final String reason;

	private final String remedy;

	/**
	 * Create a new exception.
	 * @param beanName the bean
	 * @param reason why it cannot tune the function, a sentence
	 * @param remedy what to do about it, a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidTunerException(String beanName, String reason, String remedy, @Nullable Throwable cause) {
		super("Bean '%s' cannot be a tuner: %s %s".formatted(beanName, reason, remedy), null, cause);
		this.beanName = beanName;
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
	 * Why the bean cannot tune the function.
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

}
