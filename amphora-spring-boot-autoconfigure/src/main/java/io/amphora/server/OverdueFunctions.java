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

package io.amphora.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds functions that still run although their callers have given up, and cancels their
 * calls. A function that does not react loses its slot. If there are too many such
 * functions, the {@linkplain StalledServer server is stalled}. Thread-safe.
 */
final class OverdueFunctions {

	private static final Log logger = LogFactory.getLog(OverdueFunctions.class);

	static final Duration INTERVAL = Duration.ofMillis(250);

	private final String service;

	private final int overdueConcurrency;

	private final Runnable handBack;

	private final Consumer<Runnable> later;

	private final Executor cancellations;

	private final FunctionWarnings warnings = new FunctionWarnings();

	private final Runnable check = this::check;

	private final Set<RequestScope> running = ConcurrentHashMap.newKeySet();

	/** Whether a check is scheduled. */
	private final AtomicBoolean checks = new AtomicBoolean();

	private final StalledServer stalledServer;

	/**
	 * Create an empty record.
	 * @param service the service, for logs
	 * @param concurrency the maximum number of functions that run at a time
	 * @param overdueConcurrency the maximum number of overdue functions that run in
	 * addition
	 * @param consumers supplies the consumers to pause while these functions occupy the
	 * whole concurrency
	 * @param handBack requeues requests that wait for a slot; does not block
	 * @param later runs a check after the {@link #INTERVAL}
	 * @param cancellations cancels calls, which runs code of the application
	 */
	OverdueFunctions(String service, int concurrency, int overdueConcurrency, Supplier<RequestConsumers> consumers,
			Runnable handBack, Consumer<Runnable> later, Executor cancellations) {
		this.service = service;
		this.overdueConcurrency = overdueConcurrency;
		this.stalledServer = new StalledServer(service, concurrency, consumers, this::unresponsive);
		this.handBack = handBack;
		this.later = later;
		this.cancellations = cancellations;
	}

	void began(RequestScope function) {
		this.running.add(function);
		if (!this.checks.get() && this.checks.compareAndSet(false, true)) {
			checkLater();
		}
	}

	void ended(RequestScope function) {
		this.running.remove(function);
		if (stalled()) {
			this.stalledServer.update();
		}
	}

	/**
	 * Cancel the functions of some requests that their callers have cancelled.
	 * @param messageIds the message ids of the requests
	 */
	void cancel(Set<String> messageIds) {
		for (RequestScope scope : this.running) {
			if (scope.cancelledByCaller(messageIds) && scope.function().startCancelling()) {
				cancel(scope);
			}
		}
	}

	/**
	 * Return the number of functions that still run although their callers have given up.
	 */
	int count() {
		return overdue().size();
	}

	/**
	 * Return whether these functions occupy the whole concurrency or the whole prefetch.
	 */
	boolean stalled() {
		return this.stalledServer.isStalled();
	}

	private List<RequestScope> overdue() {
		return this.running.stream().filter(RequestScope::exceeded).toList();
	}

	private void checkLater() {
		try {
			this.later.accept(this.check);
		}
		catch (Throwable ex) {
			this.checks.set(false);
			logger.debug("Not checking for overdue functions until the next one starts. Is the server closed?", ex);
		}
	}

	private void check() {
		try {
			cancelExceeded();
			if (this.stalledServer.update()) {
				this.handBack.run();
			}
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Overdue functions of service '" + this.service + "' could not be counted", ex);
		}
		if (needsCheck()) {
			checkLater();
		}
	}

	private void cancelExceeded() {
		for (RequestScope scope : this.running) {
			if (scope.exceeded()) {
				scope.function().checkTime();
				if (scope.function().startCancelling()) {
					cancel(scope);
				}
				else if (scope.function().isLate()) {
					handleLate(scope);
				}
			}
		}
	}

	private void cancel(RequestScope scope) {
		try {
			this.cancellations.execute(scope.context().cancellation()::cancel);
		}
		catch (Throwable ex) {
			logger.debug("A call of service '" + this.service + "' is cancelled later", ex);
			scope.function().cancelAgain();
		}
	}

	/**
	 * Handle a function that still runs some time after its call was cancelled. If it
	 * loses its slot, it does not stall the server.
	 */
	private void handleLate(RequestScope scope) {
		if (this.running.stream().filter(RequestScope::abandoned).count() < this.overdueConcurrency) {
			scope.abandon();
		}
		StackTraceElement[] stack = scope.function().stackToReport();
		if (stack != null) {
			this.warnings.stillRuns(scope.context(), stack);
		}
	}

	private boolean needsCheck() {
		if (!this.running.isEmpty() || stalled()) {
			return true;
		}
		this.checks.set(false);
		return !this.running.isEmpty() && this.checks.compareAndSet(false, true);
	}

	private List<RequestScope> unresponsive() {
		return overdue().stream().filter((scope) -> scope.function().hadTimeToReact()).toList();
	}

}
