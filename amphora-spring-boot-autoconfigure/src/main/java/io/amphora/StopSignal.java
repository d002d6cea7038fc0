package io.amphora;

import java.util.concurrent.CountDownLatch;

/**
 * Lets threads wait until a component is stopped. Thread-safe.
 */
public final class StopSignal {

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	/**
	 * Mark the component as started, unless it already is.
	 */
	public synchronized void started() {
		if (this.stopped.getCount() == 0) {
			this.stopped = new CountDownLatch(1);
		}
	}

	/**
	 * Mark the component as stopped and release the waiting threads.
	 */
	public void stopped() {
		this.stopped.countDown();
	}

	/**
	 * Wait until the component is stopped. Returns immediately if it is not started.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	public void await() throws InterruptedException {
		this.stopped.await();
	}

}
