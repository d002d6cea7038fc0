package io.amphora.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.amphora.server.AmphoraServer;
import io.amphora.transport.BrokerTransport;

/**
 * A server to be killed. Prints each request before it is answered, as it would not live
 * to tell afterwards.
 */
final class FaultServerProcess {

	/** Long enough for some requests to be in the middle when the server is killed. */
	private static final int WORK_MILLIS = 30;

	private FaultServerProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		BrokerTransport transport = new BrokerTransport(
				FaultNode.connectionFactory("127.0.0.1", Integer.parseInt(arguments[0])));
		try (AmphoraServer server = AmphoraServer.builder(arguments[1], transport).build()) {
			server.addFunction(FaultLoad.FUNCTION, (call) -> {
				String request = call.argument(0, String.class);
				FaultLines.print(FaultLines.EXECUTED, request);
				new CountDownLatch(1).await(WORK_MILLIS, TimeUnit.MILLISECONDS);
				return Ledger.answerTo(request);
			});
			server.serve().join();
			FaultLines.print(FaultLines.READY, "");
			server.awaitStop();
		}
	}

}
