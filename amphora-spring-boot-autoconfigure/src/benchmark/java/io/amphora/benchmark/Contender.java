package io.amphora.benchmark;

/**
 * One way to call.
 *
 * @param key what it is called in settings and files
 * @param title what it is called on the page
 * @param blocking whether a thread waits for each answer
 * @param factory makes it
 */
record Contender(String key, String title, boolean blocking, PeerFactory factory) {

	/**
	 * Makes a client and a server.
	 */
	@FunctionalInterface
	interface PeerFactory {

		Peer open(BenchmarkBroker broker, Sides sides) throws Exception;

	}

}
