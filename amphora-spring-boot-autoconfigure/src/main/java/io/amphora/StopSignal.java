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

package io.amphora;

import java.util.concurrent.CountDownLatch;

/**
 * Lets threads wait until a component is stopped. Thread-safe.
 *
 * @since 0.1.0
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
