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

package io.amphora.server;

import io.amphora.AmphoraError;
import io.amphora.WrongRequestException;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Which exception messages callers get. Callers always get the arguments of a
 * {@link io.amphora.RemoteException} and the reason why a request is refused.
 *
 * @since 0.1.0
 */
public enum ErrorMessages {

	/** The messages of all exceptions. */
	ALWAYS,

	/** No messages. */
	NEVER,

	/**
	 * The messages of exceptions whose class or superclass has the annotation
	 * {@link AmphoraError}.
	 */
	ANNOTATED;

	boolean include(Throwable failure) {
		return switch (this) {
			case ALWAYS -> true;
			case NEVER -> failure instanceof WrongRequestException;
			case ANNOTATED -> failure instanceof WrongRequestException
					|| AnnotatedElementUtils.hasAnnotation(failure.getClass(), AmphoraError.class);
		};
	}

}
