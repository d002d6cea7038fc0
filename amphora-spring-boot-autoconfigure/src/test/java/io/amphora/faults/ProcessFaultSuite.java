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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.ForkedJvm;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Load between processes that are killed.
 */
@RabbitMqNodeTest
class ProcessFaultSuite {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Three phases, which make 2,000 calls at least. */
	private static final int REPLIES = 700;

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final String service = "faults-" + UUID.randomUUID();

	private final Ledger ledger = new Ledger();

	private final AtomicInteger ready = new AtomicInteger();

	private CachingConnectionFactory connectionFactory;

	private BrokerTransport transport;

	@BeforeEach
	void connect() {
		this.connectionFactory = FaultNode.connectionFactory(node.host(), node.port());
		this.transport = new BrokerTransport(this.connectionFactory);
	}

	@AfterEach
	void disconnect() {
		this.transport.close();
		this.connectionFactory.destroy();
	}

	/** A request that is acknowledged on receipt is lost with its server. */
	@FaultTest
	void serverKilled(FaultMode mode) {
		boolean lost = (mode == FaultMode.ON_RECEIPT);
		FaultSetup setup = FaultSetup.of(mode).withTimeout(lost ? FaultSetup.SHORT : FaultSetup.LONG);
		try (ForkedJvm first = server(mode);
				AmphoraClient client = setup.applyTo(AmphoraClient.builder(this.service, this.transport)).build()) {
			awaitReady(1);
			try (FaultLoad load = new FaultLoad(client, this.ledger, "", setup.timeout())) {
				this.ledger.awaitReplies(REPLIES);
				first.kill();
				killOneOfTwo(mode, load);
			}
		}
		FaultNode.record(node, this.ledger.report("server process killed, twice", mode))
			.requireSuccessOr(lost ? Set.of("ReplyLostException", "NoResultException") : Set.of())
			.requireNoneLostUnlessRedelivered();
	}

	private void killOneOfTwo(FaultMode mode, FaultLoad load) {
		try (ForkedJvm second = server(mode); ForkedJvm third = server(mode)) {
			awaitReady(3);
			this.ledger.awaitReplies(REPLIES);
			second.kill();
			this.ledger.awaitReplies(REPLIES);
			load.finish();
			FaultScene.awaitConfirmed(this.ledger);
			third.kill();
		}
	}

	@FaultTest
	void clientKilledAndStartedAgainUnderItsName(FaultMode mode) {
		AmphoraServer server = AmphoraServer.builder(this.service, this.transport).build();
		server.addFunction(mode.function(FaultLoad.FUNCTION, (call) -> {
			String request = call.argument(0, String.class);
			this.ledger.executed(request);
			FaultSetup.of(mode).work();
			return Ledger.replyFor(request);
		}));
		server.serve().join();
		try (server) {
			for (String life : new String[] { "first-", "second-", "third-" }) {
				try (ForkedJvm client = client(life, mode)) {
					this.ledger.awaitReplies(REPLIES);
					client.kill();
				}
			}
			FaultScene.awaitConfirmed(this.ledger);
		}
		FaultReport report = this.ledger.report("client process killed and started again under its uuid, twice", mode);
		FaultNode.record(node, report).requireTruth().requireNoDuplicates().requireNoneLost();
		assertThat(report.failures()).isEmpty();
		assertThat(report.open()).as("requests of each life that died with it").isLessThanOrEqualTo(3 * FaultLoad.OPEN);
	}

	private ForkedJvm server(FaultMode mode) {
		return new ForkedJvm(FaultServerProcess.class, this::note, Integer.toString(node.port()), this.service,
				mode.name());
	}

	private ForkedJvm client(String prefix, FaultMode mode) {
		return new ForkedJvm(FaultClientProcess.class, this::note, Integer.toString(node.port()), this.service, prefix,
				mode.name());
	}

	private void awaitReady(int servers) {
		await().atMost(PATIENCE).until(() -> this.ready.get() >= servers);
	}

	private void note(String line) {
		if (FaultLines.isReady(line)) {
			this.ready.incrementAndGet();
		}
		else if (!FaultLines.note(line, this.ledger)) {
			System.out.println(line);
		}
	}

}
