package io.amphora.benchmark;

import java.util.Locale;

/**
 * What a number of functions in one server cost.
 *
 * @param functions how many functions
 * @param seconds until the server takes requests
 * @param heap what the server holds, in bytes
 * @param rate calls per second, of all functions in turn
 */
record FunctionsSample(int functions, double seconds, long heap, double rate) {

	static final String HEAD = """
			| functions | start | live heap | calls/s |
			|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %,d | %.0f ms | %.2f MB | %,.0f |%n", this.functions, this.seconds * 1e3,
				this.heap / 1e6, this.rate);
	}

}
