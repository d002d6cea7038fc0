package io.amphora.client;

import java.time.Duration;

import io.amphora.CallReport;
import io.amphora.CallStage;

/**
 * What is left of a call that ended with its timeout: neither request nor result, as
 * whoever keeps the exception keeps this, too. The report is replaced by the thread that
 * delivers the answer, and read by any.
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

	/** How long ago the timeout elapsed. */
	Duration overdue() {
		return Duration.ofNanos(System.nanoTime() - this.deadline);
	}

}
