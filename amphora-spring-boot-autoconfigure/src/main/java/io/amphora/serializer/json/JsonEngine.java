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

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonTokenId;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

/**
 * Base class for the operations that the wire format needs from a version of Jackson.
 * Engines are thread-safe and throw only {@link JsonProblem}.
 *
 * @param <N> the library's tree node
 * @param <F> the type of the factory of parsers
 * @param <R> the type of the readers of values
 */
abstract class JsonEngine<N, F, R> {

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
	JsonEngine(Supplier<F> bodies, Supplier<F> batches, Predicate<Exception> doubtful,
			Function<Exception, JsonProblem> problems) {
		this.bodies = new SharedParsers<>(bodies, doubtful, problems);
		this.batches = new SharedParsers<>(batches, doubtful, problems);
	}

	abstract JsonKind kind(N node);

	abstract String text(N node);

	/** Return the value of a node that is a number. */
	abstract Number number(N node);

	abstract @Nullable N member(N object, String name);

	abstract Collection<Map.Entry<String, N>> members(N object);

	abstract Iterable<N> elements(N array);

	abstract JsonShape shape(Type type, boolean sent);

	abstract Tokens<N> tokens(F factory, byte[] body) throws IOException;

	abstract void write(Content content, OutputStream body) throws IOException;

	abstract R newReader(Type type);

	abstract @Nullable Object read(N node, R reader) throws IOException;

	/** Convert an exception on reading a value. */
	abstract JsonProblem problem(Exception ex, JsonKind kind, Type type);

	final N parseObject(byte[] body) {
		return this.bodies.parse((factory) -> parseObject(factory, body));
	}

	private N parseObject(F factory, byte[] body) throws IOException {
		try (Tokens<N> tokens = tokens(factory, body)) {
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

	final List<BatchItem> items(byte[] body) {
		return this.batches.parse((factory) -> items(factory, body));
	}

	private List<BatchItem> items(F factory, byte[] body) throws IOException {
		try (Tokens<N> tokens = tokens(factory, body)) {
			return new JsonBatchReader(tokens, body).read();
		}
	}

	final byte[] write(Content content) {
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

	final @Nullable Object read(N node, Type type) {
		try {
			return read(node, this.readers.get(type));
		}
		catch (IOException | RuntimeException ex) {
			String mismatch = (kind(node) == JsonKind.NUMBER) ? JsonNumbers.mismatch(number(node), type) : null;
			throw (mismatch != null) ? JsonProblem.mismatch(type, mismatch) : problem(ex, kind(node), type);
		}
	}

	/**
	 * Writes the content of a body.
	 */
	@FunctionalInterface
	interface Content {

		void writeTo(Sink sink) throws IOException;

	}

	/**
	 * Receives the tokens of a body. The mapper writes only the values, so that its
	 * settings cannot change the format around them.
	 */
	interface Sink {

		void startObject() throws IOException;

		void endObject() throws IOException;

		void startArray() throws IOException;

		void endArray() throws IOException;

		void name(String name) throws IOException;

		/**
		 * Write a value.
		 * @param value the value
		 * @param type its declared type, or {@code Object} if there is none
		 * @throws JsonUnwritable if the value cannot be written
		 */
		void value(@Nullable Object value, Type type) throws IOException;

		default void values(List<? extends @Nullable Object> values, IntFunction<Type> types) throws IOException {
			startArray();
			int index = 0;
			for (Object value : values) {
				try {
					value(value, types.apply(index));
				}
				catch (JsonUnwritable ex) {
					throw ex.in(JsonNames.ARGS + "[" + index + "]");
				}
				index++;
			}
			endArray();
		}

		default void members(Map<String, ? extends @Nullable Object> members) throws IOException {
			startObject();
			for (Map.Entry<String, ? extends @Nullable Object> member : members.entrySet()) {
				name(member.getKey());
				try {
					value(member.getValue(), Object.class);
				}
				catch (JsonUnwritable ex) {
					throw ex.in(JsonNames.KWARGS + "." + member.getKey());
				}
			}
			endObject();
		}

	}

	/**
	 * The tokens of a body. Jackson 2 and 3 have the same ids of tokens.
	 *
	 * @param <N> the library's tree node
	 */
	interface Tokens<N> extends Closeable {

		/** Read the next token and return its id, that of no token at the end. */
		int next() throws IOException;

		/** Return the name of the current member. */
		String name() throws IOException;

		String text() throws IOException;

		int textLength() throws IOException;

		long number() throws IOException;

		/** Skip the object or the array that the current token begins. */
		void skipChildren() throws IOException;

		/** Read the value that the current token begins. */
		N tree() throws IOException;

		/**
		 * Return the offset at which the current token begins, or -1 if it is unknown.
		 */
		int start() throws IOException;

		/** Return the offset after the current token. */
		int end() throws IOException;

	}

	/**
	 * Parses bodies with one factory, whose parsers share a table of member names. The
	 * bodies of all callers add to the table, so a caller can fill it with names that
	 * collide on purpose. Other callers' bodies with new names then fail. A body that may
	 * have failed for this reason is parsed again with a new table, which replaces the
	 * old one on success. Thread-safe.
	 *
	 * @param <F> the type of the factory
	 */
	private static final class SharedParsers<F> {

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

	}

	/**
	 * Parses one body.
	 *
	 * @param <F> the type of the factory
	 * @param <T> the type of the parsed body
	 */
	@FunctionalInterface
	private interface Parsing<F, T> {

		T parse(F factory) throws Exception;

	}

}
