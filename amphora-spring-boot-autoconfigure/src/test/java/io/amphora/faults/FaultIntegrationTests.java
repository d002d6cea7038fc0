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

import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The quick faults, on any RabbitMQ. The others are in the classes whose names end with
 * {@code FaultSuite}.
 */
@BrokerTest
class FaultIntegrationTests {

	private static final FaultSetup FEW = FaultSetup.of(FaultMode.DEFAULT).withCalls(800);

	private final TestBroker broker;

	private final TcpProxy clientProxy;

	private final TcpProxy serverProxy;

	FaultIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.clientProxy = TcpProxy.to(broker);
		this.serverProxy = TcpProxy.to(broker);
	}

	@AfterEach
	void close() {
		this.clientProxy.close();
		this.serverProxy.close();
	}

	@Test
	void nothingIsLostWhenConnectionsAreCut() {
		try (FaultScene scene = scene()) {
			scene.underLoad("", 3, () -> {
				this.clientProxy.cut();
				this.serverProxy.cut();
			}).requireSuccess();
		}
	}

	@Test
	void nothingIsLostWhenConnectionsAreHalfClosed() {
		try (FaultScene scene = scene()) {
			scene.underLoad("", 3, () -> {
				this.clientProxy.halfClose();
				this.serverProxy.halfClose();
			}).requireSuccess();
		}
	}

	@RabbitMqTest
	@Test
	void callsSucceedOrFailWhenTheRequestQueueIsDeleted() throws Exception {
		try (FaultScene scene = new FaultScene(this.broker.connectionFactory(), this.broker.connectionFactory(),
				FEW.withTimeout(Duration.ofSeconds(2))); BareAmqp bare = new BareAmqp(this.broker)) {
			scene.underLoad("", 2, () -> bare.deleteQueue(scene.requestQueue()))
				.requireSuccessOr(Set.of("NoResultException", "UnroutableRequestException"))
				.requireNoDuplicates();
		}
	}

	private FaultScene scene() {
		return new FaultScene(this.broker.connectionFactory(this.serverProxy),
				this.broker.connectionFactory(this.clientProxy), FEW);
	}

}
