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

package io.amphora.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Holds back what goes through a {@link TcpProxy}.
 */
final class ProxyTraffic {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean frozen;

	private Duration delay = Duration.ZERO;

	void freeze() {
		change(() -> this.frozen = true);
	}

	void delay(Duration delay) {
		change(() -> this.delay = delay);
	}

	void resume() {
		change(() -> {
			this.frozen = false;
			this.delay = Duration.ZERO;
		});
	}

	void wakeUp() {
		change(() -> {
		});
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until something that has just been received may go on.
	 * @param ended whether the wait is in vain
	 * @return {@code false} if it is
	 */
	boolean pass(BooleanSupplier ended) {
		this.lock.lock();
		try {
			long received = System.nanoTime();
			while (!ended.getAsBoolean()) {
				long remaining = this.delay.toNanos() - (System.nanoTime() - received);
				if (this.frozen) {
					this.changed.await();
				}
				else if (remaining > 0) {
					this.changed.await(remaining, TimeUnit.NANOSECONDS);
				}
				else {
					return true;
				}
			}
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
