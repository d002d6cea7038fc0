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

package io.amphora.transport.connection;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.amphora.transport.thread.BrokerThread;

/**
 * Lets a connection deliver on the thread that reads from it, which saves a thread switch
 * for each message. The Java client passes deliveries to the executor of a connection,
 * and this executor runs them on the calling thread. Use it only for connection factories
 * on which Amphora alone consumes: code that is slow or blocks there keeps the connection
 * from being read.
 *
 * @since 0.1.0
 */
public final class ReadingThread {

	private static final BrokerThread.ThreadFlag MARK = new BrokerThread.ThreadFlag();

	private static final ExecutorService EXECUTOR = new InPlace();

	private ReadingThread() {
	}

	/**
	 * Return the executor to pass to
	 * {@link org.springframework.amqp.rabbit.connection.CachingConnectionFactory#setExecutor}.
	 * @return the executor, which runs tasks on the calling thread and cannot be shut
	 * down; thread-safe
	 */
	public static ExecutorService executor() {
		return EXECUTOR;
	}

	/**
	 * Return whether the current thread is delivering a message that it has read itself.
	 * @return {@code true} if it must neither block nor run foreign code
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	/** Shared by all connections, so it cannot be shut down. */
	private static final class InPlace extends AbstractExecutorService {

		@Override
		public void execute(Runnable command) {
			MARK.run(command);
		}

		@Override
		public void shutdown() {
		}

		@Override
		public List<Runnable> shutdownNow() {
			return List.of();
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return true;
		}

	}

}
