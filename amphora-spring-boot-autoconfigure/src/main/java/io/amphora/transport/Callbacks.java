package io.amphora.transport;

import java.util.concurrent.Executor;

/**
 * Runs what depends on the end of a call: on the current thread, unless that must not be
 * held up by the code of others. Thread-safe.
 */
final class Callbacks implements Executor {

	private final Executor otherThread;

	Callbacks(Executor otherThread) {
		this.otherThread = otherThread;
	}

	@Override
	public void execute(Runnable callback) {
		if (BrokerThread.mayCallBack()) {
			callback.run();
		}
		else {
			this.otherThread.execute(callback);
		}
	}

}
