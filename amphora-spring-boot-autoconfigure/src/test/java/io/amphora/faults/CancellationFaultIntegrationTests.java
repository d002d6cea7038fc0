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

import java.util.Set;

import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

/**
 * Tests for calls that are cancelled or time out while a server is killed and connections
 * are cut. {@link CancellationFaultSuite} makes more of them.
 */
@BrokerTest
class CancellationFaultIntegrationTests {

	private final TestBroker broker;

	CancellationFaultIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void nothingRemainsOfCallsThatAreCancelledOrTimeOut() {
		try (TcpProxy serverProxy = TcpProxy.to(this.broker);
				TcpProxy clientProxy = TcpProxy.to(this.broker);
				CancellationScene scene = new CancellationScene(FaultMode.DEFAULT, this.broker.uri(), serverProxy,
						clientProxy, this.broker::connectionFactory)) {
			FaultReport report = scene.underLoad("", 1, 50);
			scene.requireNothingLeft();
			report.requireSuccessOr(Set.of("CancellationException", "NoResultException"));
		}
	}

}
