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

package io.amphora.autoconfigure.observation;

import io.amphora.observation.ClientCallObservationConvention;
import io.amphora.observation.OpenTelemetryClientCallObservationConvention;
import io.amphora.observation.OpenTelemetryServerCallObservationConvention;
import io.amphora.observation.ServerCallObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * Conventions for the names and tags of calls.
 *
 * @since 0.1.0
 */
public enum CallConvention {

	/** Amphora's own names and tags. */
	AMPHORA,

	/** OpenTelemetry's semantic conventions for RPC. */
	OPENTELEMETRY;

	/** Return {@code null} for the default of the interceptor. */
	@Nullable ClientCallObservationConvention client() {
		return (this == OPENTELEMETRY) ? new OpenTelemetryClientCallObservationConvention() : null;
	}

	/** Return {@code null} for the default of the interceptor. */
	@Nullable ServerCallObservationConvention server() {
		return (this == OPENTELEMETRY) ? new OpenTelemetryServerCallObservationConvention() : null;
	}

}
