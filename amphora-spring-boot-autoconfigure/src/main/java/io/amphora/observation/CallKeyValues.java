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

package io.amphora.observation;

import io.amphora.observation.AmphoraObservation.HighCardinality;
import io.amphora.observation.AmphoraObservation.LowCardinality;
import io.amphora.transport.thread.Causes;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Key values of calls that clients and servers share.
 */
final class CallKeyValues {

	static final String UNKNOWN = "UNKNOWN";

	private static final int LONGEST_NAME = 100;

	private CallKeyValues() {
	}

	/** Without an outcome while the call is running. */
	static KeyValues low(String service, @Nullable String function, @Nullable CallOutcome outcome,
			@Nullable Throwable failure) {
		KeyValues running = KeyValues.of(LowCardinality.SERVICE.withValue(service),
				LowCardinality.FUNCTION.withValue((function != null) ? function : UNKNOWN));
		return (outcome != null)
				? running
					.and(LowCardinality.OUTCOME.withValue(outcome.name()),
							LowCardinality.EXCEPTION
								.withValue((failure != null) ? Causes.typeName(failure) : KeyValue.NONE_VALUE))
				: running;
	}

	static KeyValues high(String function, @Nullable String correlationId) {
		KeyValue name = HighCardinality.FUNCTION.withValue(shortened(function));
		return (correlationId != null) ? KeyValues.of(name, HighCardinality.CORRELATION_ID.withValue(correlationId))
				: KeyValues.of(name);
	}

	/** Return the beginning of a long name, without half a surrogate pair at its end. */
	static String shortened(String name) {
		if (name.length() <= LONGEST_NAME) {
			return name;
		}
		boolean pair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
		return name.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME);
	}

	static String contextualName(String service, @Nullable String function, String side) {
		return service + ((function != null) ? "." + function : "") + " " + side;
	}

}
