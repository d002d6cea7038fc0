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
import java.util.function.Supplier;

import io.amphora.PrintableText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Pauses the consumers of a server while functions whose callers have given up occupy its
 * whole concurrency. The server is stalled while they occupy the concurrency or the whole
 * prefetch: it cannot handle requests until one of them ends, so it must leave requests
 * to other servers.
 * <p>
 * Thread-safe. The monitor guards {@link #warnedAt} and all changes of {@link #stalled},
 * and is held while {@link RequestConsumers} are paused and resumed, which does not
 * block.
 */
final class StalledServer {

	private static final Log logger = LogFactory.getLog(StalledServer.class);

	private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

	private final String service;

	private final int concurrency;

	private final Supplier<RequestConsumers> consumers;

	private final Supplier<List<RequestScope>> functions;

	private volatile boolean stalled;

	private long warnedAt = System.nanoTime() - WARNING_INTERVAL.toNanos();

	/**
	 * Create a server that is not stalled.
	 * @param service the service, for logs
	 * @param concurrency the maximum number of functions that run at a time
	 * @param consumers supplies the consumers to pause
	 * @param functions returns the functions whose callers have given up and that have
	 * had time to react; does not block
	 */
	StalledServer(String service, int concurrency, Supplier<RequestConsumers> consumers,
			Supplier<List<RequestScope>> functions) {
		this.service = service;
		this.concurrency = concurrency;
		this.consumers = consumers;
		this.functions = functions;
	}

	boolean isStalled() {
		return this.stalled;
	}

	/**
	 * Check whether the server is stalled. If its consumers cannot be resumed, it stays
	 * stalled and is checked again.
	 * @return whether there is no slot for waiting functions
	 */
	synchronized boolean update() {
		List<RequestScope> overdue = this.functions.get();
		boolean noSlot = overdue.stream().filter(RequestScope::occupiesSlot).count() >= this.concurrency;
		RequestConsumers requests = this.consumers.get();
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
			logger.info("The server of '" + this.service + "' receives requests again");
		}
		else if (System.nanoTime() - this.warnedAt >= WARNING_INTERVAL.toNanos()) {
			this.warnedAt = System.nanoTime();
			logger.warn(("The server of '%s' receives no further requests until functions return: %d are still"
					+ " running although their callers have timed out. The oldest one is %s. Do they wait without a"
					+ " timeout?")
				.formatted(this.service, overdue.size(), oldest(overdue)));
		}
	}

	private static String oldest(List<RequestScope> overdue) {
		return overdue.stream()
			.min((one, other) -> Long.signum(one.delivery().receivedAt() - other.delivery().receivedAt()))
			.map((scope) -> "'" + PrintableText.name(scope.context().function()) + "'")
			.orElse("unknown");
	}

}
