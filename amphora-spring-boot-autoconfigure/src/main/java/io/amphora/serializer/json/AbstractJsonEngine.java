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

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonTokenId;
import io.amphora.serializer.BatchItem;
import org.jspecify.annotations.Nullable;

/**
 * Base class of engines, with what does not depend on the version of Jackson.
 *
 * @param <N> the library's tree node
 * @param <F> the type of the factory of parsers
 * @param <R> the type of the readers of values
 */
abstract class AbstractJsonEngine<N, F, R> implements JsonEngine<N> {

	private final SharedParsers<F> bodies;

	private final SharedParsers<F> batches;

	private final JsonCache<Type, R> readers = new JsonCache<>(this::newReader);

	/**
	 * Create an engine.
	 * @param bodies creates factories for bodies
	 * @param batches creates factories for batches, whose items are not read
	 * @param doubtful whether the names of other bodies may have caused an exception
	 * @param problems converts exceptions of the library
	 */
	AbstractJsonEngine(Supplier<F> bodies, Supplier<F> batches, Predicate<Exception> doubtful,
			Function<Exception, JsonProblem> problems) {
		this.bodies = new SharedParsers<>(bodies, doubtful, problems);
		this.batches = new SharedParsers<>(batches, doubtful, problems);
	}

	abstract JsonTokens<N> tokens(F factory, byte[] body) throws IOException;

	abstract void write(JsonContent content, OutputStream body) throws IOException;

	abstract R newReader(Type type);

	abstract @Nullable Object read(N node, R reader) throws IOException;

	/** Return the value of a node that is a number. */
	abstract Number number(N node);

	/** Convert an exception on reading a value. */
	abstract JsonProblem problem(Exception ex, JsonKind kind, Type type);

	@Override
	public final N parseObject(byte[] body) {
		return this.bodies.parse((factory) -> parseObject(factory, body));
	}

	private N parseObject(F factory, byte[] body) throws IOException {
		try (JsonTokens<N> tokens = tokens(factory, body)) {
			int first = tokens.next();
			if (first != JsonTokenId.ID_START_OBJECT) {
				throw JsonProblem.noObject(JsonKind.ofToken(first));
			}
			N tree = tokens.tree();
			if (tokens.next() != JsonTokenId.ID_NO_TOKEN) {
				throw JsonProblem.trailing();
			}
			return tree;
		}
	}

	@Override
	public final List<BatchItem> items(byte[] body) {
		return this.batches.parse((factory) -> items(factory, body));
	}

	private List<BatchItem> items(F factory, byte[] body) throws IOException {
		try (JsonTokens<N> tokens = tokens(factory, body)) {
			return new JsonBatchReader(tokens, body).read();
		}
	}

	@Override
	public final byte[] write(JsonContent content) {
		BodyBuffer body = new BodyBuffer();
		try {
			write(content, body);
		}
		catch (JsonProblem ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw new JsonProblem("cannot be written as JSON", ex);
		}
		return body.toByteArray();
	}

	@Override
	public final @Nullable Object read(N node, Type type) {
		try {
			return read(node, this.readers.get(type));
		}
		catch (IOException | RuntimeException ex) {
			String mismatch = (kind(node) == JsonKind.NUMBER) ? JsonNumbers.mismatch(number(node), type) : null;
			throw (mismatch != null) ? JsonProblem.mismatch(type, mismatch) : problem(ex, kind(node), type);
		}
	}

}
