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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.IgnoreRequestException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ObservationClientInterceptor} and
 * {@link ObservationServerInterceptor}.
 */
@BrokerTest
class ObservationIntegrationTests {

	private final TestObservationRegistry clientSide = TestObservationRegistry.create();

	private final TestObservationRegistry serverSide = TestObservationRegistry.create();

	private final TestService service;

	ObservationIntegrationTests(TestService service) {
		this.service = service;
	}

	private AmphoraClient client(ObservationRegistry registry, @Nullable ClientCallObservationConvention convention) {
		return this.service.client((builder) -> builder.timeout(Duration.ofSeconds(20))
			.interceptor(new ObservationClientInterceptor(registry, convention)));
	}

	private AmphoraClient client() {
		return client(this.clientSide, null);
	}

	private AmphoraServer serve(ObservationRegistry registry, @Nullable ServerCallObservationConvention convention) {
		AmphoraServer server = this.service.server(
				(builder) -> builder.maxIgnores(0).interceptor(new ObservationServerInterceptor(registry, convention)));
		server.addFunction("echo", (call) -> call.argument(0, String.class));
		server.addFunction("later", (call) -> CompletableFuture.supplyAsync(() -> "later"));
		server.addFunction("failLater", (call) -> CompletableFuture.supplyAsync(() -> Integer.parseInt("no number")));
		server.addFunction("ignore", (call) -> {
			throw new IgnoreRequestException("not mine");
		});
		server.addFunction("headers", (call) -> String.valueOf(registry.getCurrentObservation()));
		server.serve().join();
		return server;
	}

	private AmphoraServer serve() {
		return serve(this.serverSide, null);
	}

	private TestObservationRegistryAssert client(String function, String outcome, String exception) {
		return assertObserved(this.clientSide, "amphora.client.call", function, outcome, exception);
	}

	private void server(String function, String outcome, String exception) {
		assertObserved(this.serverSide, "amphora.server.call", function, outcome, exception);
	}

	private TestObservationRegistryAssert assertObserved(TestObservationRegistry registry, String name, String function,
			String outcome, String exception) {
		TestObservationRegistryAssert check = TestObservationRegistryAssert.assertThat(registry);
		check.hasAnObservation((observation) -> observation.hasNameEqualTo(name)
			.hasLowCardinalityKeyValue("amphora.service", this.service.name())
			.hasLowCardinalityKeyValue("function", function)
			.hasLowCardinalityKeyValue("outcome", outcome)
			.hasLowCardinalityKeyValue("exception", exception));
		return check;
	}

	@Test
	void callIsObservedOnBothSides() {
		serve();
		client().function("echo").correlationId("c-1").call(String.class, "x");
		client("echo", "SUCCESS", "none")
			.hasAnObservation((observation) -> observation.hasHighCardinalityKeyValue("amphora.correlation_id", "c-1")
				.hasHighCardinalityKeyValue("amphora.routing_key", this.service.name())
				.hasHighCardinalityKeyValue("amphora.stage", "REPLIED")
				.hasHighCardinalityKeyValueWithKey("amphora.instance")
				.hasContextualNameEqualTo(this.service.name() + ".echo call"));
		server("echo", "SUCCESS", "none");
	}

	@Test
	void lateResultEndsTheObservation() {
		serve();
		assertThat(client().call("later", String.class)).isEqualTo("later");
		server("later", "SUCCESS", "none");
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> client().call("failLater", String.class));
		server("failLater", "ERROR", "NumberFormatException");
		client("failLater", "ERROR", "RemoteException").hasAnObservation((observation) -> observation
			.hasHighCardinalityKeyValue("amphora.remote_error", "NumberFormatException"));
	}

	@Test
	void unknownFunctionIsNotATag() {
		serve();
		AmphoraClient client = client();
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> client.call("made up", String.class));
		server("UNKNOWN", "WRONG_REQUEST", "WrongRequestException");
		client("UNKNOWN", "WRONG_REQUEST", "WrongRequestException")
			.hasAnObservation((observation) -> observation.hasHighCardinalityKeyValue("amphora.function", "made up"));
		for (TestObservationRegistry registry : List.of(this.clientSide, this.serverSide)) {
			TestObservationRegistryAssert.assertThat(registry)
				.hasNumberOfObservationsWithNameEqualTo(
						(registry == this.clientSide) ? "amphora.client.call" : "amphora.server.call", 1)
				.doesNotHaveAnyRemainingCurrentObservation();
		}
	}

	@Test
	void functionWithoutReplyIsATagOnceItHasReplied() {
		serve();
		RemoteFunction echo = client().function("echo");
		echo.call(String.class, "x");
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> echo.routingKey("elsewhere").call(String.class, "x"));
		client("echo", "UNROUTABLE", "UnroutableRequestException");
	}

	@Test
	void callWithoutReplyHasTheOutcomeNoResult() {
		serve().close();
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> client().function("echo").timeout(Duration.ofMillis(50)).call(String.class, "x"));
		client("UNKNOWN", "NO_RESULT", "NoResultException");
	}

	@Test
	void deferredAndOneWayCallsAreObserved() {
		serve();
		AmphoraClient client = client();
		client.defer("echo", String.class, "x").join();
		client("echo", "SUCCESS", "none");
		client.function("echo").send("x").join();
		TestObservationRegistryAssert.assertThat(this.clientSide)
			.hasNumberOfObservationsWithNameEqualTo("amphora.client.call", 2);
	}

	@Test
	void ignoredRequestIsNotAnError() {
		serve();
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> client().call("ignore", String.class));
		server("ignore", "IGNORED", "IgnoreRequestException");
	}

	@Test
	void stagesOfAFutureHaveTheObservationOfTheCallerAsTheirParent() {
		serve();
		AmphoraClient client = client();
		Observation parent = Observation.start("parent", this.clientSide);
		parent.scoped(() -> client.defer("echo", String.class, "x")
			.thenCompose((first) -> client.defer("echo", String.class, first))
			.join());
		parent.stop();
		TestObservationRegistryAssert.assertThat(this.clientSide)
			.hasNumberOfObservationsWithNameEqualTo("amphora.client.call", 2)
			.forAllObservationsWithNameEqualTo("amphora.client.call",
					(observation) -> observation.hasParentObservationEqualTo(parent))
			.doesNotHaveAnyRemainingCurrentObservation();
	}

	@Test
	void conventionsAreReplaceable() {
		serve(this.serverSide, new ServerCallObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(ServerCallObservationContext context) {
				return ServerCallObservationConvention.super.getLowCardinalityKeyValues(context).and("tier", "gold");
			}

		});
		client(this.clientSide, new ClientCallObservationConvention() {

			@Override
			public String getName() {
				return "rpc.call";
			}

		}).call("echo", String.class, "x");
		TestObservationRegistryAssert.assertThat(this.clientSide).hasObservationWithNameEqualTo("rpc.call");
		TestObservationRegistryAssert.assertThat(this.serverSide)
			.hasAnObservationWithAKeyValue("tier", "gold")
			.hasAnObservationWithAKeyValue("function", "echo");
	}

	@Test
	void nothingIsObservedWithoutARegistry() {
		serve(ObservationRegistry.NOOP, null);
		AmphoraClient client = this.service.client((builder) -> builder.timeout(Duration.ofSeconds(20))
			.interceptor(new ObservationClientInterceptor(ObservationRegistry.NOOP, null))
			.interceptor((call) -> assertThat(call.headers()).isEqualTo(Map.of())));
		assertThat(client.call("headers", String.class)).isEqualTo("null");
	}

}
