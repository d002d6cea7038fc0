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

package io.amphora.web;

import java.time.Duration;

import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.RemoteException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Failed calls for the tests of {@link AmphoraExceptionHandler}.
 */
final class FailedCalls {

	/** Must not occur in responses and logs. */
	static final String SECRET = "INSERT INTO orders";

	private FailedCalls() {
	}

	static CallReport report(CallStage stage) {
		return new CallReport("math", "add", "math", "1", stage, Duration.ZERO);
	}

	/** Handles an exception itself. */
	@RestController
	static class OwnController {

		@GetMapping("/")
		String fail() {
			throw new RemoteException("x");
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
		void handle(RemoteException failure) {
		}

	}

}
