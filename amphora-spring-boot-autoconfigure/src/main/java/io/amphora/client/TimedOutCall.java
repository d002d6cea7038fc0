package io.amphora.client;

import java.time.Duration;

import io.amphora.CallReport;
import io.amphora.CallStage;

/**
 * The report of a call that timed out. It references neither the request nor the result,
 * because it is kept as long as the exception. The report is replaced by the thread that
 * delivers the reply, and read by any thread.
 */
final class TimedOutCall {

	private final long deadline;

	private volatile CallReport report;

	TimedOutCall(CallReport report, long deadline) {
		this.report = report;
		this.deadline = deadline;
	}

	CallReport report() {
		return this.report;
	}

	void answered() {
		CallReport before = this.report;
		this.report = new CallReport(before.service(), before.function(), before.routingKey(), before.correlationId(),
				CallStage.ANSWERED_LATE, before.elapsed());
	}

	/** Return how long ago the timeout elapsed. */
	Duration overdue() {
		return Duration.ofNanos(System.nanoTime() - this.deadline);
	}

}
