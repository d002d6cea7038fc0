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

/**
 * Observability of calls: observations, meters and the diagnostic context of logs.
 * <p>
 * Public types are API. Start with {@link io.amphora.observation.AmphoraObservation} and
 * {@link io.amphora.observation.AmphoraMeter}, which list what is recorded.
 * <ul>
 * <li>{@link io.amphora.observation.ObservationClientInterceptor} and
 * {@link io.amphora.observation.ObservationServerInterceptor} observe calls.
 * {@link io.amphora.observation.ClientCallObservationConvention} and
 * {@link io.amphora.observation.ServerCallObservationConvention} define their names and
 * tags.</li>
 * <li>{@link io.amphora.observation.AmphoraClientMeters} and
 * {@link io.amphora.observation.AmphoraServerMeters} register the meters of clients and
 * servers.</li>
 * <li>{@link io.amphora.observation.MdcServerInterceptor} adds the call to the diagnostic
 * context of the log.</li>
 * </ul>
 */
@NullMarked
package io.amphora.observation;

import org.jspecify.annotations.NullMarked;
