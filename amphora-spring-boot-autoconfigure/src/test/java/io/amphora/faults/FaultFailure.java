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

package io.amphora.faults;

import java.util.concurrent.CompletionException;

/**
 * How a request failed.
 *
 * @param type the simple name of the exception
 * @param claim what the exception says of the function
 * @param text the exception
 */
record FaultFailure(String type, Truth claim, String text) {

	static FaultFailure of(Throwable thrown) {
		Throwable failure = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		return new FaultFailure(failure.getClass().getSimpleName(), Truth.of(failure),
				failure.toString().replace('\n', ' '));
	}

	static FaultFailure parse(String line) {
		String[] parts = line.split(" ", 3);
		return new FaultFailure(parts[0], Truth.valueOf(parts[1]), parts[2]);
	}

	/** The failure as {@link #parse} reads it. */
	String line() {
		return this.type + " " + this.claim + " " + this.text;
	}

}
