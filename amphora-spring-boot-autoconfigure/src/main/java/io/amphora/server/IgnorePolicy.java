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

package io.amphora.server;

import io.amphora.transport.Delivery;

/**
 * Decides what happens to requests that a function ignores.
 */
@FunctionalInterface
interface IgnorePolicy {

	/**
	 * Settle an ignored request, now or later.
	 * @param delivery the request
	 * @param done called when the request is settled
	 * @return {@code false} if the server has to send an error reply instead
	 */
	boolean ignore(Delivery delivery, Runnable done);

	/** Every other fanout server receives the request, so acknowledge it. */
	static IgnorePolicy drop() {
		return (delivery, done) -> {
			delivery.acknowledge();
			done.run();
			return true;
		};
	}

}
