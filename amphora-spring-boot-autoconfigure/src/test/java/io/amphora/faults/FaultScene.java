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

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionHandler;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.awaitility.Awaitility.await;

/**
 * A client and a server in the middle of their work.
 */
final class FaultScene implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * What was in the request queue before a call of this function has been delivered.
	 */
	private static final String LAST = "last";

	private final FaultSetup setup;

	private final List<CachingConnectionFactory> connectionFactories;

	private final Ledger ledger = new Ledger();

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final FaultLoad load;

	FaultScene(CachingConnectionFactory serverConnection, CachingConnectionFactory clientConnection, FaultSetup setup) {
		this.setup = setup;
		this.connectionFactories = List.of(serverConnection, clientConnection);
		String service = "faults-" + UUID.randomUUID();
		this.server = setup.applyTo(AmphoraServer.builder(service, serverConnection)).build();
		this.server.addFunction(setup.mode().function(FaultLoad.FUNCTION, (call) -> {
			String request = call.argument(0, String.class);
			this.ledger.executed(request);
			setup.work();
			return Ledger.replyFor(request);
		}));
		this.server.addFunction(LAST, (call) -> "");
		this.server.serve().join();
		this.client = setup.applyTo(AmphoraClient.builder(service, clientConnection)).uuid("caller").build();
		this.load = new FaultLoad(this.client, this.ledger, "", setup.timeout());
		this.ledger.awaitReplies(50);
	}

	String requestQueue() {
		return "rpc_" + this.client.service() + "_request";
	}

	String responseQueue() {
		return "rpc_" + this.client.service() + "_response_" + this.client.uuid();
	}

	AmphoraClient client() {
		return this.client;
	}

	AmphoraServer server() {
		return this.server;
	}

	/** Add a function beside the one that the load calls. */
	void addFunction(String name, FunctionHandler handler) {
		this.server.addFunction(name, handler);
	}

	/** Let the fault strike, several times, with proper work before and after. */
	FaultReport underLoad(String fault, int times, Runnable strike) {
		int between = this.setup.calls() / (times + 1) + 1;
		for (int i = 0; i < times; i++) {
			this.ledger.awaitReplies(between);
			strike.run();
		}
		this.ledger.awaitReplies(between);
		this.load.finish();
		this.client.call(LAST, String.class);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		awaitConfirmed(this.ledger);
		return this.ledger.report(fault, this.setup.mode());
	}

	/**
	 * Wait for the one-way requests that the broker has confirmed, unless they are lost.
	 */
	static void awaitConfirmed(Ledger ledger) {
		try {
			await().atMost(Duration.ofSeconds(15)).until(ledger::confirmedHaveRun);
		}
		catch (ConditionTimeoutException ex) {
			// the report counts them as lost
		}
	}

	@Override
	public void close() {
		this.load.close();
		this.client.close();
		this.server.close();
		this.connectionFactories.forEach(CachingConnectionFactory::destroy);
	}

}
