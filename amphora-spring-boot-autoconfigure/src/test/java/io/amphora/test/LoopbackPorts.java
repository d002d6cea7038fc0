package io.amphora.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports for servers that are stopped and come back on the same port. They lie below
 * those that systems give to outgoing connections: otherwise a client that tries again
 * and again to reach a stopped server ends up connected to itself.
 */
final class LoopbackPorts {

	static final String HOST = "127.0.0.1";

	private static final int COUNT = 1_500;

	/** JVMs that run tests at the same time take ports of different ranges. */
	private static final int FIRST = 20_000 + COUNT * (Integer.getInteger("surefire.forkNumber", 0) % 8);

	private static final int LAST = FIRST + COUNT;

	private static final Set<Integer> given = ConcurrentHashMap.newKeySet();

	private LoopbackPorts() {
	}

	static int free() {
		for (int attempt = 0; attempt < 1000; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
			if (isFree(port) && given.add(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No free port on " + HOST + " between " + FIRST + " and " + LAST);
	}

	private static boolean isFree(int port) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
