package io.amphora.faults;

import org.jspecify.annotations.Nullable;

/**
 * Records the requests of a {@link FaultLoad}. Thread-safe.
 */
interface FaultLog {

	/** A call or a one-way request is about to be made. */
	void accepted(String request);

	void answered(String request, @Nullable String answer);

	/** The broker has a one-way request. */
	void confirmed(String request);

	void failed(String request, FaultFailure failure);

	/** A request has ended later than its timeout allows. */
	void overdue(String request);

}
