package io.amphora.serializer;

import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Parses bodies with one factory, whose parsers share a table of member names. Bodies of
 * all callers add to the table, so a caller whose names collide on purpose can fill it,
 * and then bodies of other callers with further names fail. A body that may have failed
 * for that reason is parsed once more with a table of its own. If that succeeds, the new
 * table takes the place of the old one. Thread-safe.
 *
 * @param <F> the type of the factory
 */
final class SharedParsers<F> {

	private final Supplier<F> factories;

	private final Predicate<Exception> doubtful;

	private volatile F shared;

	/**
	 * Create parsers.
	 * @param factories makes factories with an empty table
	 * @param doubtful whether names of other bodies may be the reason of an exception
	 */
	SharedParsers(Supplier<F> factories, Predicate<Exception> doubtful) {
		this.factories = factories;
		this.doubtful = doubtful;
		this.shared = factories.get();
	}

	<T, X extends Exception> T parse(Parsing<F, T, X> parsing) throws X {
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
	 * @param <T> what the body becomes
	 * @param <X> what is thrown if it cannot be parsed
	 */
	@FunctionalInterface
	interface Parsing<F, T, X extends Exception> {

		T parse(F factory) throws X;

	}

}
