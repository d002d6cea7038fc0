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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of a server. The classes that process requests change them directly,
 * because a method for each of them would only repeat their names. Thread-safe.
 */
final class ServerCounters {

	final AtomicInteger running = new AtomicInteger();

	final LongAdder handled = new LongAdder();

	final LongAdder rejected = new LongAdder();

	final LongAdder expired = new LongAdder();

	final LongAdder cancelled = new LongAdder();

	final LongAdder ignored = new LongAdder();

	final LongAdder duplicates = new LongAdder();

	final LongAdder undeliverable = new LongAdder();

	final LongAdder redelivered = new LongAdder();

	ServerStatistics snapshot(int overdue, int held, long restarts) {
		return new ServerStatistics(this.running.get(), overdue, this.handled.sum(), this.rejected.sum(),
				this.expired.sum(), this.cancelled.sum(), this.ignored.sum(), this.duplicates.sum(),
				this.undeliverable.sum(), this.redelivered.sum(), held, restarts);
	}

}
