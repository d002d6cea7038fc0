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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs tasks one at a time, in the order of submission, on threads of another executor.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SerialExecutor implements Executor {

	private static final Log logger = LogFactory.getLog(SerialExecutor.class);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final DrainLoop loop;

	/**
	 * Create an executor.
	 * @param threads runs the tasks
	 */
	public SerialExecutor(Executor threads) {
		this.loop = new DrainLoop("deliveries", this::runAll, threads);
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		this.loop.request();
	}

	private boolean runAll(boolean onCallerThread) {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			run(task);
		}
		return true;
	}

	/** Neither a failure nor an interrupt of one task affects the next one. */
	private static void run(Runnable task) {
		try {
			BrokerThread.runCallbacks(task);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be handled", ex);
		}
		finally {
			Thread.interrupted();
		}
	}

}
