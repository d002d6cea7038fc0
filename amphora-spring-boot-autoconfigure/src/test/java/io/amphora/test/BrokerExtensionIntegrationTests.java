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

package io.amphora.test;

import com.rabbitmq.client.ConnectionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;

import static org.assertj.core.api.Assertions.assertThat;

@BrokerTest
class BrokerExtensionIntegrationTests {

	private static TestBroker ofClass;

	private final TestBroker ofInstance;

	BrokerExtensionIntegrationTests(TestBroker broker) {
		this.ofInstance = broker;
	}

	@BeforeAll
	static void keepBroker(TestBroker broker) {
		ofClass = broker;
	}

	@Test
	void givesOneBrokerToAWholeClass(TestBroker broker) {
		assertThat(broker).isSameAs(ofClass).isSameAs(this.ofInstance);
	}

	@Test
	void providesABrokerThatResponds(TestBroker broker) {
		try (Connection connection = broker.connectionFactory().createConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
	}

	@Test
	void providesAUriThatResponds(TestBroker broker) throws Exception {
		ConnectionFactory connectionFactory = new ConnectionFactory();
		connectionFactory.setUri(broker.uri());
		try (com.rabbitmq.client.Connection connection = connectionFactory.newConnection()) {
			assertThat(connection.isOpen()).isTrue();
		}
	}

	@Test
	void givesPropertiesOfAnApplication(TestBroker broker) {
		assertThat(broker.properties()).contains("amphora.port=" + broker.port()).hasSize(5);
	}

	@Test
	void givesADifferentNameEachTime(TestBroker broker) {
		assertThat(broker.uniqueName("math")).startsWith("math-").isNotEqualTo(broker.uniqueName("math"));
	}

	@Test
	void closesConnectionFactoriesWithTheBroker(TestBroker broker) {
		TestBroker other = new TestBroker(new BrokerAddress("", false, broker.host(), broker.port(), broker.username(),
				broker.password(), broker.virtualHost(), () -> {
				}));
		CachingConnectionFactory connectionFactory = other.connectionFactory();
		Connection connection = connectionFactory.createConnection();
		other.close();
		assertThat(connection.isOpen()).isFalse();
	}

}
