package io.amphora.faults;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.transport.BrokerTransport;

/**
 * A client to be killed. Prints what it does.
 */
final class FaultClientProcess {

	private static final int THREADS = 8;

	private final AtomicInteger number = new AtomicInteger();

	private final RemoteFunction work;

	private final String prefix;

	private FaultClientProcess(RemoteFunction work, String prefix) {
		this.work = work;
		this.prefix = prefix;
	}

	public static void main(String[] arguments) throws Exception {
		BrokerTransport transport = new BrokerTransport(
				FaultNode.connectionFactory("127.0.0.1", Integer.parseInt(arguments[0])));
		AmphoraClient client = AmphoraClient.builder(arguments[1], transport).uuid("caller").build();
		client.serve().join();
		FaultClientProcess process = new FaultClientProcess(client.function(FaultLoad.FUNCTION), arguments[2]);
		ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);
		for (int i = 0; i < THREADS; i++) {
			callers.scheduleWithFixedDelay(process::call, 0, 30, TimeUnit.MILLISECONDS);
		}
	}

	private void call() {
		String request = this.prefix + this.number.incrementAndGet();
		FaultLines.print(FaultLines.ACCEPTED, request);
		try {
			FaultLines.print(FaultLines.ANSWERED, request + " " + this.work.call(String.class, request));
		}
		catch (AmphoraException ex) {
			FaultLines.print(FaultLines.FAILED, request + " " + ex);
		}
	}

}
