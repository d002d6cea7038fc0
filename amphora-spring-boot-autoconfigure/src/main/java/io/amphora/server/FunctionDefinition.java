package io.amphora.server;

import org.springframework.util.Assert;

/**
 * A function that a server offers.
 *
 * @param name what callers call it, dots allowed
 * @param handler what runs it
 */
public record FunctionDefinition(String name, FunctionHandler handler) {

	public FunctionDefinition {
		Assert.hasText(name, "A function needs a name");
		Assert.notNull(handler, "'handler' must not be null");
	}

}
