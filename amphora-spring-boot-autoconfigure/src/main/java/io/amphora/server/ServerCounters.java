package io.amphora.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of a server. Thread-safe.
 */
final class ServerCounters {

	final AtomicInteger running = new AtomicInteger();

	final LongAdder handled = new LongAdder();

	final LongAdder refused = new LongAdder();

	final LongAdder expired = new LongAdder();

	final LongAdder ignored = new LongAdder();

	final LongAdder duplicates = new LongAdder();

	final LongAdder undeliverable = new LongAdder();

	final LongAdder redelivered = new LongAdder();

	ServerStatistics snapshot(int overdue, int held, long restarts) {
		return new ServerStatistics(this.running.get(), overdue, this.handled.sum(), this.refused.sum(),
				this.expired.sum(), this.ignored.sum(), this.duplicates.sum(), this.undeliverable.sum(),
				this.redelivered.sum(), held, restarts);
	}

}
