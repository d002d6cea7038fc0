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

package io.amphora.transport.thread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs callbacks chained to a call on the current thread, unless foreign code must not
 * delay that thread. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Callbacks implements Executor {

	private final Executor otherThread;

	/**
	 * Create an executor of callbacks.
	 * @param otherThread runs the callbacks that must not run on the current thread
	 */
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

	/**
	 * Return a future that completes when the callbacks that the other thread has
	 * received so far have run, or take long.
	 * @return the future
	 */
	public CompletableFuture<Void> submitted() {
		return CompletableFuture.runAsync(() -> {
		}, this.otherThread);
	}

}
