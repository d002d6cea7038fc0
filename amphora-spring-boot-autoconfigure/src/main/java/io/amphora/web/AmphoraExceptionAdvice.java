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

import io.amphora.AmphoraException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Passes the exceptions that controllers throw to an {@link AmphoraExceptionHandler}.
 * Spring asks only the first advice that handles an exception or one of its causes.
 * Advices of the same order are asked in the order of their registration, so this one is
 * not part of the handler: an application may register its handler before its own
 * advices. Thread-safe.
 *
 * @since 0.1.0
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class AmphoraExceptionAdvice {

	private final AmphoraExceptionHandler handler;

	/**
	 * Create an advice.
	 * @param handler handles the exceptions
	 */
	public AmphoraExceptionAdvice(AmphoraExceptionHandler handler) {
		this.handler = handler;
	}

	@ExceptionHandler(AmphoraException.class)
	ProblemDetail handle(AmphoraException failure, Throwable thrown) throws Throwable {
		return this.handler.handle(failure, thrown);
	}

}
