package io.amphora.benchmark;

import java.util.Locale;

/**
 * What a number of servers and clients cost, all in one process.
 *
 * @param servers how many servers
 * @param clients how many clients
 * @param rate calls per second
 * @param threads how many threads they have
 * @param connections how many connections they have
 * @param channels how many channels they have
 * @param heap what they hold when the load is over, in bytes
 */
record ScaleSample(int servers, int clients, double rate, int threads, int connections, int channels, long heap) {

	static final String HEAD = """
			| servers | clients | calls/s | threads | connections | channels | live heap |
			|---|---|---|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %d | %d | %,.0f | %d | %d | %d | %.1f MB |%n", this.servers, this.clients,
				this.rate, this.threads, this.connections, this.channels, this.heap / 1e6);
	}

}
