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
