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

package io.amphora.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports for servers that are stopped and come back on the same port. They lie below
 * those that systems give to outgoing connections: otherwise a client that tries again
 * and again to reach a stopped server ends up connected to itself.
 * <p>
 * JVMs that run at the same time, also those of other builds, take ports of different
 * blocks. A JVM claims a block by listening on its first port for as long as it lives.
 */
final class LoopbackPorts {

	static final String HOST = "127.0.0.1";

	private static final int FIRST = 20_000;

	private static final int BLOCK_SIZE = 100;

	private static final int BLOCK_COUNT = 120;

	/** Guarded by the class, like the following fields. */
	private static final List<ServerSocket> claims = new ArrayList<>();

	private static int next;

	private static int end;

	private LoopbackPorts() {
	}

	static synchronized int free() {
		while (true) {
			while (next < end) {
				int port = next++;
				if (isFree(port)) {
					return port;
				}
			}
			claimBlock();
		}
	}

	private static void claimBlock() {
		int start = ThreadLocalRandom.current().nextInt(BLOCK_COUNT);
		for (int attempt = 0; attempt < BLOCK_COUNT; attempt++) {
			int first = FIRST + (start + attempt) % BLOCK_COUNT * BLOCK_SIZE;
			Optional<ServerSocket> claim = listen(first);
			if (claim.isPresent()) {
				claims.add(claim.get());
				next = first + 1;
				end = first + BLOCK_SIZE;
				return;
			}
		}
		throw new IllegalStateException("No free ports on " + HOST + " from " + FIRST + " on");
	}

	private static boolean isFree(int port) {
		Optional<ServerSocket> probe = listen(port);
		probe.ifPresent(LoopbackPorts::close);
		return probe.isPresent();
	}

	private static Optional<ServerSocket> listen(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			try {
				socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
				return Optional.of(socket);
			}
			catch (IOException ex) {
				socket.close();
				return Optional.empty();
			}
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static void close(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// closed all the same
		}
	}

}
