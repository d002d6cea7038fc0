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

package io.amphora.server.function;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.lang.CheckReturnValue;
import org.springframework.util.Assert;

/**
 * A function that a server offers.
 *
 * @param name the name that callers use, may contain dots
 * @param handler runs the function
 * @param acknowledge when its requests are acknowledged
 * @param signature the parameters and the result, or {@code null} if unknown
 * @since 0.1.0
 */
public record FunctionDefinition(String name, FunctionHandler handler, Acknowledge acknowledge,
		@Nullable FunctionSignature signature) {

	public FunctionDefinition {
		Assert.hasText(name, "A function needs a name");
		Assert.notNull(handler, "'handler' must not be null");
		Assert.notNull(acknowledge, "'acknowledge' must not be null");
	}

	/**
	 * Create a function whose requests are acknowledged after their replies, without a
	 * signature.
	 * @param name the name that callers use, may contain dots
	 * @param handler runs the function
	 */
	public FunctionDefinition(String name, FunctionHandler handler) {
		this(name, handler, Acknowledge.AFTER_RESPONSE, null);
	}

	/** Return the declared type of the results. */
	public Type resultType() {
		return (this.signature != null) ? this.signature.result() : Object.class;
	}

	/**
	 * Return a copy of this function that acknowledges its requests at another time.
	 * @param newAcknowledge when to acknowledge requests
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition acknowledge(Acknowledge newAcknowledge) {
		return new FunctionDefinition(this.name, this.handler, newAcknowledge, this.signature);
	}

	/**
	 * Return a copy of this function with a signature, which introspection shows. Results
	 * are serialized as the result type.
	 * @param newSignature the parameters and the result
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition signature(FunctionSignature newSignature) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, newSignature);
	}

}
