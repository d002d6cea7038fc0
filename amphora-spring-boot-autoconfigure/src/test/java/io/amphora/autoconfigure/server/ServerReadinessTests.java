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

package io.amphora.autoconfigure.server;

import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerStateEvent;
import io.amphora.server.ServerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ServerReadiness}.
 */
class ServerReadinessTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final AmphoraServer one = mock(AmphoraServer.class);

	private final AmphoraServer two = mock(AmphoraServer.class);

	private ApplicationAvailability availability;

	@BeforeEach
	void start() {
		this.context.registerBean(ApplicationAvailabilityBean.class);
		this.context.registerBean(ServerReadiness.class, () -> new ServerReadiness(this.context));
		this.context.refresh();
		this.availability = this.context.getBean(ApplicationAvailability.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void servingAtTheStartLeavesReadinessToTheApplication() {
		become(this.one, ServerState.SERVING);
		assertThat(this.availability.getLastChangeEvent(ReadinessState.class)).isNull();
	}

	@Test
	void preparingToStopRefusesTraffic() {
		become(this.one, ServerState.SERVING);
		become(this.one, ServerState.PREPARING_STOP);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		become(this.one, ServerState.STOPPED);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(this.availability.getLastChangeEvent(LivenessState.class)).isNull();
	}

	@Test
	void trafficIsAcceptedAgainWhenAllServersServeAgain() {
		become(this.one, ServerState.PREPARING_STOP);
		become(this.two, ServerState.PREPARING_STOP);
		become(this.one, ServerState.SERVING);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		become(this.two, ServerState.SERVING);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void trafficIsAcceptedAgainWhenTheOnlyServerThatRefusedItIsClosed() {
		become(this.one, ServerState.PREPARING_STOP);
		become(this.one, ServerState.STOPPED);
		become(this.one, ServerState.CLOSED);
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void serversThatCloseWithTheApplicationDoNotMakeItReady() {
		become(this.one, ServerState.PREPARING_STOP);
		ServerReadiness readiness = this.context.getBean(ServerReadiness.class);
		this.context.close();
		readiness.onApplicationEvent(new AmphoraServerStateEvent(this.one, ServerState.CLOSED));
		assertThat(this.availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
	}

	private void become(AmphoraServer server, ServerState state) {
		this.context.publishEvent(new AmphoraServerStateEvent(server, state));
	}

}
