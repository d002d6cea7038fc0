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

package io.amphora.faults;

import io.amphora.server.AmphoraServer;
import io.amphora.transport.BrokerTransport;

/**
 * A server to be killed. Prints each request before the reply, as it would not live to
 * tell afterwards.
 */
final class FaultServerProcess {

	private FaultServerProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		BrokerTransport transport = new BrokerTransport(
				FaultNode.connectionFactory("127.0.0.1", Integer.parseInt(arguments[0])));
		FaultSetup setup = FaultSetup.of(FaultMode.valueOf(arguments[2]));
		try (AmphoraServer server = AmphoraServer.builder(arguments[1], transport).build()) {
			server.addFunction(setup.mode().function(FaultLoad.FUNCTION, (call) -> {
				String request = call.argument(0, String.class);
				FaultLines.print(FaultLines.EXECUTED, request);
				setup.work();
				return Ledger.replyFor(request);
			}));
			server.serve().join();
			FaultLines.print(FaultLines.READY, "");
			server.awaitStop();
		}
	}

}
