package io.amphora.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls.
 */
public enum AmphoraObservation implements ObservationDocumentation {

	/** A call from the request to its outcome, as the client sees it. */
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

	/** A call from the thread that takes it up to its outcome, as the server sees it. */
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

		/** The service. Vendors reserve the key {@code service}. */
		SERVICE("amphora.service"),

		/**
		 * The function; {@code UNKNOWN} for a name that is not known to be a function's.
		 */
		FUNCTION("function"),

		/** How the call ended: {@code SUCCESS}, or the kind of failure. */
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

		/** The name that the function was called by, at most 100 characters of it. */
		FUNCTION("amphora.function"),

		/** The correlation id of the request. */
		CORRELATION_ID("amphora.correlation_id"),

		/** The routing key of the request. */
		ROUTING_KEY("amphora.routing_key"),

		/** How far the request got: a {@code CallStage}. */
		STAGE("amphora.stage"),

		/** The server that answered. */
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
