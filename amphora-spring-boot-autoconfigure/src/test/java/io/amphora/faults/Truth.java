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

package io.amphora.faults;

import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.WrongThreadException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the function has run, as an exception says.
 */
enum Truth {

	/** The function has not run. */
	NOT_RUN,

	/** The function has run. */
	RUN,

	/** The function has run or has not run. */
	UNKNOWN;

	static Truth of(Throwable failure) {
		CallStage stage = stage(failure);
		if (failure instanceof UnroutableRequestException || failure instanceof HoldLimitException
				|| failure instanceof TopologyException || failure instanceof WrongRequestException
				|| failure instanceof WrongThreadException || stage == CallStage.HELD) {
			return NOT_RUN;
		}
		return (failure instanceof RemoteException || failure instanceof WrongResultException
				|| stage == CallStage.REPLIED_LATE) ? RUN : UNKNOWN;
	}

	private static @Nullable CallStage stage(Throwable failure) {
		CallReport report = (failure instanceof NoResultException noResult) ? noResult.report() : null;
		return (report != null) ? report.stage() : null;
	}

	boolean isConsistentWith(int executions) {
		return switch (this) {
			case NOT_RUN -> executions == 0;
			case RUN -> executions > 0;
			case UNKNOWN -> true;
		};
	}

}
