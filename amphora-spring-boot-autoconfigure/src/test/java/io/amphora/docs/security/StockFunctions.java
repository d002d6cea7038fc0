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

package io.amphora.docs.security;

import io.amphora.AmphoraError;
import io.amphora.annotation.AmphoraFunction;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

@Service
class StockFunctions {

	@AmphoraFunction
	int take(int count) {
		if (count > 100) {
			throw new IllegalStateException("jdbc:stock is full");
		}
		throw new OutOfStockException(count);
	}

	// tag::method[]
	@AmphoraFunction
	@PreAuthorize("hasRole('KEEPER')")
	String clear() {
		return "cleared by " + SecurityContextHolder.getContext().getAuthentication().getName();
	}
	// end::method[]

	// tag::error[]
	@AmphoraError("OutOfStock")
	static class OutOfStockException extends RuntimeException {

		OutOfStockException(int count) {
			super("There are not " + count + " left");
		}

	}
	// end::error[]

}
