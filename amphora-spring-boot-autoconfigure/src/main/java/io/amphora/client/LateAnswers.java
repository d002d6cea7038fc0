package io.amphora.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.amphora.CallReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The answers that come when nobody waits for them any more, and the calls that timed out
 * lately, which learn of theirs. Calls that end in time never come here. Thread-safe: the
 * monitor guards {@link #calls} and {@link #awaited}.
 */
final class LateAnswers {

	private static final Log logger = LogFactory.getLog(LateAnswers.class);

	/** A service that does not answer at all must not fill the memory of its clients. */
	static final int REMEMBERED = 1000;

	private final LongAdder count = new LongAdder();

	/** By correlation id, the oldest first. */
	private final Map<String, TimedOutCall> calls = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, TimedOutCall> eldest) {
			return size() > REMEMBERED;
		}

	};

	/**
	 * The correlation ids that callers gave to calls which ended without their answers,
	 * the oldest first.
	 */
	private final Set<String> awaited = Collections.newSetFromMap(new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	});

	/**
	 * A call whose caller chose the correlation id is about to end, and its answer may
	 * still come.
	 */
	synchronized void await(String correlationId) {
		this.awaited.add(correlationId);
	}

	/** Whether an answer with that correlation id may be that to an earlier call. */
	synchronized boolean awaits(String correlationId) {
		return this.awaited.contains(correlationId);
	}

	/** An open call takes the answer to an earlier one. */
	synchronized void claimed(String correlationId) {
		this.awaited.remove(correlationId);
	}

	/** The call is about to end with its timeout. */
	synchronized void expect(TimedOutCall call) {
		this.calls.put(call.report().correlationId(), call);
	}

	/** The call has ended in another way. */
	synchronized void forget(TimedOutCall call) {
		this.calls.remove(call.report().correlationId(), call);
	}

	/** An answer came. */
	void came(@Nullable String correlationId) {
		this.count.increment();
		TimedOutCall call = take(correlationId);
		if (call != null) {
			call.answered();
			log(call);
		}
	}

	private synchronized @Nullable TimedOutCall take(@Nullable String correlationId) {
		if (correlationId == null) {
			return null;
		}
		this.awaited.remove(correlationId);
		return this.calls.remove(correlationId);
	}

	private static void log(TimedOutCall call) {
		if (logger.isDebugEnabled()) {
			CallReport report = call.report();
			logger.debug("The answer of service '%s', function '%s' (correlation id %s) came %d ms after the timeout"
				.formatted(report.service(), report.function(), report.correlationId(), call.overdue().toMillis()));
		}
	}

	/** How many have come. */
	long count() {
		return this.count.sum();
	}

	synchronized int remembered() {
		return this.calls.size();
	}

}
