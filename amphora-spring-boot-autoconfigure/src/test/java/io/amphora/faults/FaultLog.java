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

import org.jspecify.annotations.Nullable;

/**
 * Records the requests of a {@link FaultLoad}. Thread-safe.
 */
interface FaultLog {

	/** A call or a one-way request is about to be made. */
	void accepted(String request);

	void replied(String request, @Nullable String reply);

	/** The broker has a one-way request. */
	void confirmed(String request);

	void failed(String request, FaultFailure failure);

	/** A request has ended later than its timeout allows. */
	void overdue(String request);

}
