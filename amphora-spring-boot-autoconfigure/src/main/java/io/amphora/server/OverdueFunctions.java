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

import io.amphora.PrintableText;
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

	private final int concurrency;

	private final int overdueConcurrency;

	private final Supplier<RequestConsumers> consumers;

	private final Runnable handBack;

	private final Consumer<Runnable> later;

	private final Executor cancellations;

	private final FunctionWarnings warnings = new FunctionWarnings();

	private final Runnable check = this::check;

	private final Set<RequestScope> running = ConcurrentHashMap.newKeySet();

	/** Whether a check is scheduled. */
	private final AtomicBoolean checks = new AtomicBoolean();

	private final StalledServer stalledServer = new StalledServer();

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
		this.concurrency = concurrency;
		this.overdueConcurrency = overdueConcurrency;
		this.consumers = consumers;
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

	/**
	 * Pauses the consumers of a server while functions whose callers have given up occupy
	 * its whole concurrency. The server is stalled while they occupy the concurrency or
	 * the whole prefetch: it cannot handle requests until one of them ends, so it must
	 * leave requests to other servers.
	 * <p>
	 * Thread-safe. The monitor guards {@link #warnedAt} and all changes of
	 * {@link #stalled}, and is held while {@link RequestConsumers} are paused and
	 * resumed, which does not block.
	 */
	private final class StalledServer {

		private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

		private volatile boolean stalled;

		private long warnedAt = System.nanoTime() - WARNING_INTERVAL.toNanos();

		boolean isStalled() {
			return this.stalled;
		}

		/**
		 * Check whether the server is stalled. If its consumers cannot be resumed, it
		 * stays stalled and is checked again.
		 * @return whether there is no slot for waiting functions
		 */
		synchronized boolean update() {
			List<RequestScope> overdue = unresponsive();
			long occupied = overdue.stream().filter(RequestScope::occupiesSlot).count();
			boolean noSlot = occupied >= OverdueFunctions.this.concurrency;
			RequestConsumers requests = OverdueFunctions.this.consumers.get();
			boolean full = noSlot || requests.exhaustedBy(overdue.stream().map(RequestScope::delivery).toList());
			if (noSlot) {
				requests.pause();
			}
			else {
				requests.resume();
			}
			boolean before = this.stalled;
			this.stalled = full;
			if (this.stalled != before) {
				log(overdue);
			}
			return noSlot;
		}

		private void log(List<RequestScope> overdue) {
			if (!this.stalled) {
				logger.info("The server of '" + OverdueFunctions.this.service + "' receives requests again");
			}
			else if (System.nanoTime() - this.warnedAt >= WARNING_INTERVAL.toNanos()) {
				this.warnedAt = System.nanoTime();
				logger.warn(("The server of '%s' receives no further requests until functions return: %d are still"
						+ " running although their callers have timed out. The oldest one is %s. Do they wait without a"
						+ " timeout?")
					.formatted(OverdueFunctions.this.service, overdue.size(), oldest(overdue)));
			}
		}

		private static String oldest(List<RequestScope> overdue) {
			return overdue.stream()
				.min((one, other) -> Long.signum(one.delivery().receivedAt() - other.delivery().receivedAt()))
				.map((scope) -> "'" + PrintableText.name(scope.context().function()) + "'")
				.orElse("unknown");
		}

	}

}
