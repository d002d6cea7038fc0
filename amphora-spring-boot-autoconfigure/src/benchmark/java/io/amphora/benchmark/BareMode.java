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

package io.amphora.benchmark;

import java.util.Map;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

/**
 * What the bare Java client is asked to do.
 *
 * @param deliveryMode 2 for persistent messages, 1 for transient ones
 * @param guarded whether both sides publish with confirms, hold messages until they are
 * confirmed, and acknowledge by hand; responses then go to a durable queue, and otherwise
 * directly to the client; only then bytes are sent without conversion, for a limit of what
 * the broker does
 * @param queueArguments the arguments of the queues
 */
record BareMode(int deliveryMode, boolean guarded, Map<String, Object> queueArguments) {

	static final BareMode PERSISTENT = new BareMode(2, true, Map.of());

	static final BareMode TRANSIENT = new BareMode(1, true, Map.of());

	static final BareMode QUORUM = new BareMode(2, true, Map.of("x-queue-type", "quorum"));

	static final BareMode DIRECT = new BareMode(1, false, Map.of());

	Peer open(BenchmarkBroker broker, Sides sides) throws Exception {
		String queue = broker.uniqueName("bare");
		BareServer server = sides.asServer(() -> new BareServer(broker.bareFactory().newConnection(), queue, this));
		return sides.asClient(() -> new BareClient(broker.bareFactory().newConnection(), queue, this, server));
	}

}
