package io.amphora.test;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what tests forgot to end, when the JVM does. A process started by a test would
 * otherwise outlive an interrupted build.
 */
final class LeftOvers {

	private static final Set<Runnable> endings = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> endings.forEach(Runnable::run), "test left-overs"));
	}

	private LeftOvers() {
	}

	static void endAtExit(Runnable ending) {
		endings.add(ending);
	}

	static void ended(Runnable ending) {
		endings.remove(ending);
	}

}
