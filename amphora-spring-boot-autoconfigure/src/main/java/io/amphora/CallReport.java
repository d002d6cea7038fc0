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

package io.amphora;

import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;

/**
 * The state of a failed call, as far as its client knows.
 *
 * @param service the service that was called
 * @param function the function that was called
 * @param routingKey the routing key that the request was published with
 * @param correlationId the correlation id of the request
 * @param stage the last stage that the call is known to have reached
 * @param elapsed the time from the start of the call until it failed
 * @since 0.1.0
 */
public record CallReport(String service, String function, String routingKey, String correlationId, CallStage stage,
		Duration elapsed) implements Serializable {

	/**
	 * Create a report of a call with the service's default routing key, for instance in a
	 * test of a caller.
	 * @param service the service that was called
	 * @param function the function that was called
	 * @param stage the last stage that the call is known to have reached
	 * @return a report with a random correlation id and an elapsed time of zero
	 */
	public static CallReport of(String service, String function, CallStage stage) {
		return new CallReport(service, function, service, UUID.randomUUID().toString(), stage, Duration.ZERO);
	}

	/**
	 * Return a description of the call for an exception message.
	 * @return service, function, routing key, correlation id, stage and elapsed time
	 */
	public String describe() {
		return "function '%s' of service '%s' (routing key '%s', correlation id %s, %s after %d ms)".formatted(
				this.function, this.service, this.routingKey, this.correlationId, this.stage.description(),
				this.elapsed.toMillis());
	}

}
