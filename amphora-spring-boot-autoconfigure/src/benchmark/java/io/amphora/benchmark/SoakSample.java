package io.amphora.benchmark;

import java.util.Locale;

/**
 * How the soak stands.
 *
 * @param seconds since its beginning
 * @param rate calls per second since the last sample
 * @param p99 the latency of all but one in 100 of the calls that succeed, in ms
 * @param failures calls that did not end as they had to
 * @param heap what a full collection leaves, in bytes
 * @param resident the memory of the process, in bytes
 * @param threads how many threads the process has
 * @param pending calls that wait for their answer
 * @param held messages that are held or not confirmed
 */
record SoakSample(double seconds, double rate, double p99, long failures, long heap, long resident, int threads,
		long pending, long held) {

	static final String HEAD = """
			| after | calls/s | p99 | failed | live heap | process | threads | pending | held |
			|---|---|---|---|---|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %.0f s | %,.0f | %.1f ms | %d | %.1f MB | %.0f MB | %d | %d | %d |%n",
				this.seconds, this.rate, this.p99, this.failures, this.heap / 1e6, this.resident / 1e6, this.threads,
				this.pending, this.held);
	}

}
