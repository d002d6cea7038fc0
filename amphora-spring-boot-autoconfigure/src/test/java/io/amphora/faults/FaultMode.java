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

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ReplyMode;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.transport.BatchLimits;

/**
 * A way to use Amphora that changes what a fault may do. The system property
 * {@code fault.modes} selects those that the fault suites run in: names, separated by
 * commas, or {@code all}.
 */
enum FaultMode {

	/** The defaults of client and server. */
	DEFAULT("default"),

	/** All concurrent calls are batched, whatever servers say. */
	BATCHING("batching"),

	/** Each call is a message of its own. */
	SEPARATE("without batching"),

	/** Replies come by RabbitMQ's direct reply-to, and are lost with the connection. */
	DIRECT("direct replies"),

	/** The function is acknowledged on receipt, so it runs at most once. */
	ON_RECEIPT("at most once");

	private static final String PROPERTY = "fault.modes";

	private final String description;

	FaultMode(String description) {
		this.description = description;
	}

	/** The modes that a run of the fault suites is for. */
	static Stream<FaultMode> selected() {
		String names = System.getProperty(PROPERTY, DEFAULT.name());
		return names.equals("all") ? Stream.of(values()) : Arrays.stream(names.split(","))
			.map((name) -> valueOf(name.strip().replace('-', '_').toUpperCase(Locale.ROOT)));
	}

	/** The selected modes in which replies come by a queue. */
	static Stream<FaultMode> selectedWithReplyQueue() {
		return selected().filter((mode) -> mode != DIRECT);
	}

	AmphoraClientBuilder<AmphoraClient> applyTo(AmphoraClientBuilder<AmphoraClient> client) {
		return switch (this) {
			case BATCHING -> client.batching(BatchLimits.defaults().nonAdaptive());
			case SEPARATE -> client.batching(null);
			case DIRECT -> client.replyMode(ReplyMode.DIRECT);
			default -> client;
		};
	}

	FunctionDefinition function(String name, FunctionHandler handler) {
		FunctionDefinition function = new FunctionDefinition(name, handler);
		return (this == ON_RECEIPT) ? function.acknowledge(Acknowledge.ON_RECEIPT) : function;
	}

	/** Whether the function may run more than once for one request. */
	boolean mayRunTwice() {
		return this != ON_RECEIPT;
	}

	/** Whether the function runs for a request that is delivered again. */
	boolean runsRedelivered() {
		return this != ON_RECEIPT;
	}

	/** How calls may end when the connections of client and server are lost. */
	Set<String> failuresWithoutConnections() {
		return (this == DIRECT || this == ON_RECEIPT) ? Set.of("ReplyLostException") : Set.of();
	}

	/** How calls may end when only the connection of the server is lost. */
	Set<String> failuresWithoutServer() {
		return (this == ON_RECEIPT) ? Set.of("ReplyLostException") : Set.of();
	}

	@Override
	public String toString() {
		return this.description;
	}

}
