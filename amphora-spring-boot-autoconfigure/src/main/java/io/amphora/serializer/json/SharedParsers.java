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

package io.amphora.serializer.json;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Parses bodies with one factory, whose parsers share a table of member names. The bodies
 * of all callers add to the table, so a caller can fill it with names that collide on
 * purpose. Other callers' bodies with new names then fail. A body that may have failed
 * for this reason is parsed again with a new table, which replaces the old one on
 * success. Thread-safe.
 *
 * @param <F> the type of the factory
 */
final class SharedParsers<F> {

	private final Supplier<F> factories;

	private final Predicate<Exception> doubtful;

	private final Function<Exception, JsonProblem> problems;

	private volatile F shared;

	/**
	 * Create parsers.
	 * @param factories creates factories with an empty table
	 * @param doubtful whether the names of other bodies may have caused an exception
	 * @param problems converts the exceptions of the JSON library
	 */
	SharedParsers(Supplier<F> factories, Predicate<Exception> doubtful, Function<Exception, JsonProblem> problems) {
		this.factories = factories;
		this.doubtful = doubtful;
		this.problems = problems;
		this.shared = factories.get();
	}

	/**
	 * Parse a body.
	 * @throws JsonProblem if the body cannot be parsed
	 */
	<T> T parse(Parsing<F, T> parsing) {
		try {
			return parseWithShared(parsing);
		}
		catch (JsonProblem ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw this.problems.apply(ex);
		}
	}

	private <T> T parseWithShared(Parsing<F, T> parsing) throws Exception {
		try {
			return parsing.parse(this.shared);
		}
		catch (Exception ex) {
			if (!this.doubtful.test(ex)) {
				throw ex;
			}
		}
		F own = this.factories.get();
		T parsed = parsing.parse(own);
		this.shared = own;
		return parsed;
	}

	/**
	 * Parses one body.
	 *
	 * @param <F> the type of the factory
	 * @param <T> the type of the parsed body
	 */
	@FunctionalInterface
	interface Parsing<F, T> {

		T parse(F factory) throws Exception;

	}

}
