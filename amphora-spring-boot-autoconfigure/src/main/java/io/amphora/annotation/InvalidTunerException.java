package io.amphora.annotation;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a bean that is annotated with {@link TunesFunction} cannot be a tuner.
 */
public class InvalidTunerException extends AmphoraException {

	private final String beanName;

	private final String reason;

	private final String remedy;

	/**
	 * Create a new exception.
	 * @param beanName the name of the bean
	 * @param reason the reason why it cannot be a tuner, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidTunerException(String beanName, String reason, String remedy, @Nullable Throwable cause) {
		super("Bean '%s' cannot be a tuner: %s %s".formatted(beanName, reason, remedy), null, cause);
		this.beanName = beanName;
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * Return the name of the bean.
	 * @return the name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * Return the reason why the bean cannot be a tuner.
	 * @return a sentence
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the remedy.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
