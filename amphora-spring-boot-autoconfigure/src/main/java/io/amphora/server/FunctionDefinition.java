package io.amphora.server;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A function that a server offers.
 *
 * @param name what callers call it, dots allowed
 * @param handler what runs it
 * @param acknowledge when its requests are acknowledged
 * @param signature what it takes and returns, or {@code null} if nobody knows
 */
public record FunctionDefinition(String name, FunctionHandler handler, Acknowledge acknowledge,
		@Nullable FunctionSignature signature) {

	public FunctionDefinition {
		Assert.hasText(name, "A function needs a name");
		Assert.notNull(handler, "'handler' must not be null");
		Assert.notNull(acknowledge, "'acknowledge' must not be null");
	}

	/**
	 * A function whose requests are acknowledged after their responses, and that nobody
	 * knows the arguments of.
	 * @param name what callers call it, dots allowed
	 * @param handler what runs it
	 */
	public FunctionDefinition(String name, FunctionHandler handler) {
		this(name, handler, Acknowledge.AFTER_RESPONSE, null);
	}

	/** What its results are declared as. */
	Type resultType() {
		return (this.signature != null) ? this.signature.result() : Object.class;
	}

	/**
	 * Choose when requests are acknowledged.
	 * @param newAcknowledge when
	 * @return the function with that choice
	 */
	public FunctionDefinition acknowledge(Acknowledge newAcknowledge) {
		return new FunctionDefinition(this.name, this.handler, newAcknowledge, this.signature);
	}

	/**
	 * Tell what the function takes and returns, for those who ask. Its results are
	 * written as the type of the result.
	 * @param newSignature its parameters and its result
	 * @return the function with that signature
	 */
	public FunctionDefinition signature(FunctionSignature newSignature) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, newSignature);
	}

}
