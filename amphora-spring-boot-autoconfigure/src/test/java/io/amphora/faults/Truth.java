package io.amphora.faults;

import io.amphora.AmphoraException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;

/**
 * What exceptions promise to those who catch them.
 */
final class Truth {

	private Truth() {
	}

	/** Whether the exception says that the function has not run. */
	static boolean deniesExecution(AmphoraException failure) {
		return failure instanceof UnroutableRequestException || failure instanceof HoldLimitException
				|| failure instanceof TopologyException || failure instanceof WrongRequestException
				|| stage(failure) == CallStage.HELD;
	}

	private static CallStage stage(AmphoraException failure) {
		CallReport report = (failure instanceof NoResultException noResult) ? noResult.report() : null;
		return (report != null) ? report.stage() : CallStage.SENT;
	}

}
