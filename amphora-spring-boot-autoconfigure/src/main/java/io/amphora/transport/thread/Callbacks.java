package io.amphora.transport.thread;

import java.util.concurrent.Executor;

/**
 * Runs callbacks chained to a call on the current thread, unless foreign code must not
 * delay that thread. Thread-safe.
 */
public final class Callbacks implements Executor {

	private final Executor otherThread;

	public Callbacks(Executor otherThread) {
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
