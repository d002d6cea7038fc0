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

package io.amphora.benchmark.batching;

import java.util.List;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.ServerPeer;
import io.amphora.server.AmphoraServer;

/**
 * The servers of {@link LoadSpread}, in one process beside that of the client. Each has
 * connections, threads and a prefetch of its own. Their functions only wait, so they
 * behave as in processes of their own, but several virtual machines on few cores would
 * mostly measure each other's compilers.
 */
final class SpreadServers {

	static final String READY = "servers are ready";

	private SpreadServers() {
	}

	/**
	 * Serve until the standard input ends.
	 * @param args the broker, the scenario and the services
	 * @throws Exception if a server cannot start
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkBroker broker = new BenchmarkBroker(args[0]);
		Scenario scenario = Scenario.parse(args[1]);
		for (String service : List.of(args).subList(2, args.length)) {
			for (int i = 0; i < scenario.millis().size(); i++) {
				int number = i;
				int millis = scenario.millis().get(i);
				new ServerPeer(broker.amphoraFactory(), service, (server) -> addFunction(server, number, millis));
			}
		}
		System.out.println(READY);
		while (System.in.read() >= 0) {
			// serve on
		}
		System.exit(0);
	}

	private static void addFunction(AmphoraServer server, int number, int millis) {
		server.addFunction("work", (call) -> {
			if (millis > 0) {
				Thread.sleep(millis);
			}
			return number;
		});
	}

}
