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

import io.amphora.client.AmphoraClient;
import io.amphora.transport.BrokerTransport;

/**
 * A client to be killed. Prints what it does.
 */
final class FaultClientProcess {

	private FaultClientProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		BrokerTransport transport = new BrokerTransport(
				FaultNode.connectionFactory("127.0.0.1", Integer.parseInt(arguments[0])));
		FaultSetup setup = FaultSetup.of(FaultMode.valueOf(arguments[3]));
		AmphoraClient client = setup.applyTo(AmphoraClient.builder(arguments[1], transport)).uuid("caller").build();
		client.serve().join();
		FaultLoad load = new FaultLoad(client, new FaultLines(), arguments[2], setup.timeout());
		client.awaitStop();
		load.close();
	}

}
