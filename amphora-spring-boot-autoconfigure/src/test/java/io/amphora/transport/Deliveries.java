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

package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

/**
 * Deliveries for tests of other packages.
 */
public final class Deliveries {

	private Deliveries() {
	}

	/**
	 * Create a delivery that need not be settled.
	 * @param properties its properties
	 * @param body its body
	 * @return a delivery that has just arrived
	 */
	public static Delivery of(BasicProperties properties, byte[] body) {
		return new Delivery(new Envelope(1, false, "rpc_math_request", "math"), properties, body, null);
	}

}
