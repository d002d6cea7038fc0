package io.amphora.contract;

import java.lang.reflect.Method;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if an interface cannot be the contract of a service.
 */
public class InvalidContractException extends AmphoraException {

	private final String reason;

	private final String remedy;

	/**
	 * Create a new exception.
	 * @param contract the interface
	 * @param method the invalid method, or {@code null} if the interface itself is
	 * invalid
	 * @param reason the reason, as a sentence
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause, or {@code null} if there is none
	 */
	public InvalidContractException(Class<?> contract, @Nullable Method method, String reason, String remedy,
			@Nullable Throwable cause) {
		super(message(method).formatted(describe(contract, method), reason, remedy), null, cause);
		this.reason = "%s: %s".formatted(describe(contract, method), reason);
		this.remedy = remedy;
	}

	private static String message(@Nullable Method method) {
		return (method != null) ? "%s cannot be a function of a contract: %s %s" : "%s cannot be a contract: %s %s";
	}

	private static String describe(Class<?> contract, @Nullable Method method) {
		return (method != null) ? "Method '%s' of %s".formatted(method.getName(), contract.getName())
				: contract.getName();
	}

	/**
	 * Return the interface or method and the reason why it is invalid.
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
