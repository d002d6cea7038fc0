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

package io.amphora.kotlin;

/**
 * What keeps a function in Kotlin from being called by other applications. Can be used
 * without Kotlin.
 *
 * @since 0.1.0
 */
public enum KotlinObstacle {

	/** The function is suspending, and {@code kotlin-reflect} is missing. */
	NO_REFLECTION("It is a suspending function, and kotlin-reflect is missing.",
			"Add 'kotlin-reflect' to the dependencies, or return a CompletableFuture."),

	/** The function is suspending, and coroutines are missing. */
	NO_COROUTINES("It is a suspending function, and kotlinx-coroutines-core is missing.",
			"Add 'kotlinx-coroutines-core' to the dependencies, or return a CompletableFuture."),

	/** The function is suspending, and its class has no metadata of Kotlin. */
	NO_METADATA("It is a suspending function, and the metadata of its class cannot be read.",
			"Keep the annotation kotlin.Metadata of the class, or return a CompletableFuture."),

	/** The function has parameters that callers cannot pass. */
	RECEIVER("It is an extension function, or has context parameters.",
			"Declare the receiver as an ordinary parameter."),

	/** The function has a parameter or a result of a value class of Kotlin's library. */
	STANDARD_VALUE_CLASS("It has a parameter or a result of a value class of Kotlin, such as UInt, Duration or Result.",
			"Use a type such as Long or java.time.Duration, and throw exceptions instead of returning a Result."),

	/** The function returns a flow. */
	FLOW("Its result is a Flow, which may have several values.", "Return a List."),

	/** The function is suspending, and returns a future or a publisher. */
	SUSPENDING_FUTURE("It is a suspending function whose result is a future or a publisher.",
			"Return the value itself, or remove 'suspend'.");

	private final String reason;

	private final String remedy;

	KotlinObstacle(String reason, String remedy) {
		this.reason = reason;
		this.remedy = remedy;
	}

	/**
	 * Return why the function cannot be called.
	 * @return a sentence
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String remedy() {
		return this.remedy;
	}

}
