package io.amphora;

import java.util.concurrent.CountDownLatch;

/**
 * Lets threads wait until something that was started is stopped. Thread-safe.
 */
public final class StopSignal {

	private volatile CountDownLatch stopped = new CountDownLatch(0);

	/**
	 * It is started now, if it was not before.
	 */
	public synchronized void started() {
		if (this.stopped.getCount() == 0) {
			this.stopped = new CountDownLatch(1);
		}
	}

	/**
	 * It is stopped now.
	 */
	public void stopped() {
		this.stopped.countDown();
	}

	/**
	 * Wait until it is stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	public void await() throws InterruptedException {
		this.stopped.await();
	}

}
