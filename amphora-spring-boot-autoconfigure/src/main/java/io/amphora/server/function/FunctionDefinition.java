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
import java.time.Duration;

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
 * @param interruptible whether the thread of the function is interrupted when its call is
 * cancelled
 * @param maxRunTime the maximum run time of the function if its caller sets no timeout,
 * or {@code null} for that of the server
 * @param cancellable whether callers can cancel the function
 * @since 0.1.0
 */
public record FunctionDefinition(String name, FunctionHandler handler, Acknowledge acknowledge,
		@Nullable FunctionSignature signature, boolean interruptible, @Nullable Duration maxRunTime,
		boolean cancellable) {

	public FunctionDefinition {
		Assert.hasText(name, "A function needs a name");
		Assert.notNull(handler, "'handler' must not be null");
		Assert.notNull(acknowledge, "'acknowledge' must not be null");
		Assert.isTrue(maxRunTime == null || maxRunTime.compareTo(Duration.ZERO) > 0,
				"'maxRunTime' must be longer than zero");
	}

	/**
	 * Create a function whose requests are acknowledged after their replies, without a
	 * signature.
	 * @param name the name that callers use, may contain dots
	 * @param handler runs the function
	 */
	public FunctionDefinition(String name, FunctionHandler handler) {
		this(name, handler, Acknowledge.AFTER_REPLY, null, false, null, true);
	}

	/** Return the declared type of the results. */
	public Type resultType() {
		return (this.signature != null) ? this.signature.result() : Object.class;
	}

	/**
	 * Return a copy of this function whose requests are acknowledged at another time.
	 * Callers cannot cancel a function whose requests are acknowledged on receipt, unless
	 * it is made {@linkplain #cancellable(boolean) cancellable} afterwards.
	 * @param newAcknowledge when to acknowledge requests
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition acknowledge(Acknowledge newAcknowledge) {
		return new FunctionDefinition(this.name, this.handler, newAcknowledge, this.signature, this.interruptible,
				this.maxRunTime, this.cancellable && newAcknowledge == Acknowledge.AFTER_REPLY);
	}

	/**
	 * Return a copy of this function with a signature, which introspection shows. Results
	 * are serialized as the result type.
	 * @param newSignature the parameters and the result
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition signature(FunctionSignature newSignature) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, newSignature, this.interruptible,
				this.maxRunTime, this.cancellable);
	}

	/**
	 * Return a copy of this function whose thread is or is not interrupted when its call
	 * is cancelled, either by the caller or because the caller's timeout or the maximum
	 * run time has passed.
	 * @param newInterruptible whether to interrupt the thread
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition interruptible(boolean newInterruptible) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, this.signature, newInterruptible,
				this.maxRunTime, this.cancellable);
	}

	/**
	 * Return a copy of this function with a maximum run time, which applies if the caller
	 * sets no timeout. The call is cancelled when it has passed.
	 * @param newMaxRunTime longer than zero, or {@code null} for that of the server
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition maxRunTime(@Nullable Duration newMaxRunTime) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, this.signature, this.interruptible,
				newMaxRunTime, this.cancellable);
	}

	/**
	 * Return a copy of this function whose calls callers can or cannot cancel, before it
	 * runs and while it runs. The deadline of a call and the maximum run time cancel the
	 * call in any case.
	 * @param newCancellable whether callers can cancel the function
	 * @return the copy
	 */
	@CheckReturnValue
	public FunctionDefinition cancellable(boolean newCancellable) {
		return new FunctionDefinition(this.name, this.handler, this.acknowledge, this.signature, this.interruptible,
				this.maxRunTime, newCancellable);
	}

}
