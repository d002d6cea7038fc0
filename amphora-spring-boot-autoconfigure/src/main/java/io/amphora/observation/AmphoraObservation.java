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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls.
 *
 * @since 0.1.0
 */
public enum AmphoraObservation implements ObservationDocumentation {

	/** A call in the client, from the request to the outcome. */
	CLIENT_CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Context>> getDefaultConvention() {
			return ClientCallObservationConvention.class;
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinality.values();
		}

	},

	/** A call in the server, from its start on a thread to the outcome. */
	SERVER_CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Context>> getDefaultConvention() {
			return ServerCallObservationConvention.class;
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { HighCardinality.FUNCTION, HighCardinality.CORRELATION_ID };
		}

	};

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return LowCardinality.values();
	}

	/**
	 * Tags of meters and spans.
	 */
	public enum LowCardinality implements KeyName {

		/** The service. The key has a prefix because vendors reserve {@code service}. */
		SERVICE("amphora.service"),

		/**
		 * The function; {@code UNKNOWN} for a name that is not known to be a function.
		 */
		FUNCTION("function"),

		/** The outcome of the call: {@code SUCCESS} or the kind of failure. */
		OUTCOME("outcome"),

		/** The simple class name of the exception, or {@code none}. */
		EXCEPTION("exception");

		private final String key;

		LowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Tags of spans only.
	 */
	public enum HighCardinality implements KeyName {

		/** The name by which the function was called, truncated to 100 characters. */
		FUNCTION("amphora.function"),

		/** The correlation id of the request. */
		CORRELATION_ID("amphora.correlation_id"),

		/** The routing key of the request. */
		ROUTING_KEY("amphora.routing_key"),

		/** The last known stage of the request: a {@code CallStage}. */
		STAGE("amphora.stage"),

		/** The server that replied. */
		INSTANCE("amphora.instance"),

		/** The type of the remote exception. */
		REMOTE_ERROR("amphora.remote_error");

		private final String key;

		HighCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
