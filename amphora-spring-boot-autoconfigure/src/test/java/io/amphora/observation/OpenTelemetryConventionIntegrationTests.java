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

package io.amphora.observation;

import java.time.Duration;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link OpenTelemetryClientCallObservationConvention} and
 * {@link OpenTelemetryServerCallObservationConvention}.
 */
@BrokerTest
class OpenTelemetryConventionIntegrationTests {

	private static final String CLIENT = "rpc.client.call.duration";

	private static final String SERVER = "rpc.server.call.duration";

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final TestObservationRegistry clientSide = TestObservationRegistry.create();

	private final TestObservationRegistry serverSide = TestObservationRegistry.create();

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	OpenTelemetryConventionIntegrationTests(TestService service) {
		this.service = service.name();
		this.server = service.server((builder) -> builder.interceptor(
				new ObservationServerInterceptor(this.serverSide, new OpenTelemetryServerCallObservationConvention())));
		this.client = service.client((builder) -> builder.timeout(Duration.ofSeconds(20))
			.interceptor(new ObservationClientInterceptor(this.clientSide,
					new OpenTelemetryClientCallObservationConvention())));
	}

	@BeforeEach
	void serve() {
		this.clientSide.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		this.server.addFunction("echo", (call) -> call.argument(0, String.class));
		this.server.addFunction("parse", (call) -> Integer.parseInt("no number"));
		this.server.serve().join();
	}

	@Test
	void callIsNamedAfterServiceAndFunction() {
		this.client.call("echo", String.class, "x");
		String method = this.service + "/echo";
		TestObservationRegistryAssert.assertThat(this.clientSide)
			.hasObservationWithNameEqualTo(CLIENT)
			.that()
			.hasContextualNameEqualTo(method)
			.hasLowCardinalityKeyValue("rpc.system.name", "amphora")
			.hasLowCardinalityKeyValue("rpc.method", method)
			.hasLowCardinalityKeyValue("server.address", this.service)
			.doesNotHaveLowCardinalityKeyValueWithKey("error.type")
			.doesNotHaveLowCardinalityKeyValueWithKey("amphora.service")
			.doesNotHaveHighCardinalityKeyValueWithKey("rpc.method_original")
			.hasHighCardinalityKeyValue("amphora.stage", "REPLIED");
		TestObservationRegistryAssert.assertThat(this.serverSide)
			.hasObservationWithNameEqualTo(SERVER)
			.that()
			.hasContextualNameEqualTo(method)
			.hasLowCardinalityKeyValue("rpc.system.name", "amphora")
			.hasLowCardinalityKeyValue("rpc.method", method)
			.hasHighCardinalityKeyValue("server.address", this.service)
			.doesNotHaveLowCardinalityKeyValueWithKey("error.type")
			.doesNotHaveHighCardinalityKeyValueWithKey("rpc.method_original");
	}

	@Test
	void errorTypeIsTheClassOfTheException() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("parse", int.class));
		TestObservationRegistryAssert.assertThat(this.clientSide)
			.hasObservationWithNameEqualTo(CLIENT)
			.that()
			.hasLowCardinalityKeyValue("error.type", RemoteException.class.getName())
			.hasHighCardinalityKeyValue("amphora.remote_error", "NumberFormatException");
		TestObservationRegistryAssert.assertThat(this.serverSide)
			.hasObservationWithNameEqualTo(SERVER)
			.that()
			.hasLowCardinalityKeyValue("error.type", NumberFormatException.class.getName());
	}

	@Test
	void unknownFunctionIsOnlyATagOfSpans() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("made up", String.class));
		TestObservationRegistryAssert.assertThat(this.clientSide)
			.hasObservationWithNameEqualTo(CLIENT)
			.that()
			.hasContextualNameEqualTo("amphora")
			.hasLowCardinalityKeyValue("rpc.method", "_OTHER")
			.hasHighCardinalityKeyValue("rpc.method_original", this.service + "/made up");
		TestObservationRegistryAssert.assertThat(this.serverSide)
			.hasObservationWithNameEqualTo(SERVER)
			.that()
			.hasContextualNameEqualTo("amphora")
			.hasLowCardinalityKeyValue("rpc.method", "_OTHER")
			.hasHighCardinalityKeyValue("rpc.method_original", this.service + "/made up");
	}

	@Test
	void prometheusHasSecondsOfCallsThatSucceededAndFailed() {
		assumeThat(PrometheusMeterRegistry.class.getPackage().getImplementationVersion())
			.as("version that supports meters of one name with other tags")
			.isGreaterThanOrEqualTo("1.17");
		this.client.call("echo", String.class, "x");
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("parse", int.class));
		String method = "rpc_method=\"" + this.service;
		assertThat(this.meters.scrape().lines())
			.filteredOn((line) -> line.startsWith("rpc_client_call_duration_seconds_count"))
			.hasSize(2)
			.anySatisfy((line) -> assertThat(line).contains(method + "/echo\"").doesNotContain("error_type"))
			.anySatisfy((line) -> assertThat(line).contains(method + "/parse\"",
					"error_type=\"" + RemoteException.class.getName() + "\""));
	}

}
