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

package io.amphora.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.observation.AmphoraMetersAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStateListener;
import io.amphora.observation.AmphoraMeter;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStateListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for listeners that throw: those after them still hear of every change.
 */
class FailingStateListenerTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker();

	private final List<Object> states = new CopyOnWriteArrayList<>();

	@Test
	void metersFollowTheClientsAndServers() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(AmphoraMetersAutoConfiguration.class))
			.withPropertyValues("amphora.server.service-name=math")
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ClientStateListener.class, () -> (client, state) -> fail())
			.withBean(ServerStateListener.class, () -> (server, state) -> fail())
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				AmphoraClient mail = context.getBean(AmphoraClientFactory.class).create("mail");
				assertThat(value(meters, AmphoraMeter.CLIENT_OPEN)).isEqualTo(1);
				assertThat(value(meters, AmphoraMeter.SERVER_OPEN)).isEqualTo(1);
				mail.close();
				context.getBean(AmphoraServer.class).close();
				assertThat(value(meters, AmphoraMeter.CLIENT_OPEN)).isZero();
				assertThat(value(meters, AmphoraMeter.SERVER_OPEN)).isZero();
			});
	}

	private static double value(MeterRegistry meters, AmphoraMeter meter) {
		return meters.get(meter.meterName()).gauge().value();
	}

	@Test
	void furtherListenersOfABuilderAreNotified() {
		this.contextRunner.withPropertyValues("amphora.server.service-name=math")
			.withBean(AmphoraClientBuilderCustomizer.class,
					() -> (builder, service) -> builder.stateListener((client, state) -> fail())
						.stateListener((client, state) -> this.states.add(state)))
			.withBean(AmphoraServerBuilderCustomizer.class,
					() -> (builder, service) -> builder.stateListener((server, state) -> fail())
						.stateListener((server, state) -> this.states.add(state)))
			.run((context) -> {
				context.getBean(AmphoraServer.class).close();
				context.getBean(AmphoraClientFactory.class).create("mail").close();
			});
		assertThat(this.states).containsExactly(ServerState.SERVING, ServerState.PREPARING_STOP, ServerState.STOPPED,
				ServerState.CLOSED, ClientState.SERVING, ClientState.STOPPED, ClientState.CLOSED);
	}

	@Test
	void closedClientIsForgotten() {
		this.contextRunner
			.withBean(AmphoraClientBuilderCustomizer.class,
					() -> (builder, service) -> builder.onClose(FailingStateListenerTests::fail))
			.run((context) -> {
				AmphoraClientFactory factory = context.getBean(AmphoraClientFactory.class);
				AmphoraClient mail = factory.create("mail");
				assertThatNoException().isThrownBy(mail::close);
				assertThat(factory.clients()).isEmpty();
			});
	}

	private static void fail() {
		throw new AssertionError("on purpose");
	}

}
