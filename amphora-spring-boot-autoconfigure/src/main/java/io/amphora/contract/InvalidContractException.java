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

package io.amphora.contract;

import java.lang.reflect.Method;

import io.amphora.AmphoraConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if an interface cannot be the contract of a service.
 *
 * @since 0.1.0
 */
public class InvalidContractException extends AmphoraConfigurationException {

	private final String reason;

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
		super(message(method).formatted(describe(contract, method), reason, remedy),
				"An interface cannot be a contract:%n%n    %s: %s".formatted(describe(contract, method), reason),
				remedy, cause);
		this.reason = "%s: %s".formatted(describe(contract, method), reason);
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

}
