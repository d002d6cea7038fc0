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

package io.amphora.calls;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.amphora.StoppedException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.ServiceDescription;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what servers say of themselves.
 */
@BrokerTest
class IntrospectionIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Duration WAIT = Duration.ofSeconds(1);

	private final TestService service;

	private final AmphoraClient client;

	IntrospectionIntegrationTests(TestService service) {
		this.service = service;
		this.client = client();
	}

	private AmphoraClient client() {
		return this.service.client((builder) -> builder.timeout(PATIENCE));
	}

	@Test
	void oneServerDescribesItselfAndItsFunctions() {
		AmphoraServer server = serve(
				this.service.server((builder) -> builder.uuid("one").appId("shop").version("1.2")));
		server.addFunction(new FunctionDefinition("add", (call) -> 5).signature(
				new FunctionSignature(List.of(Parameter.of("x", int.class), Parameter.of("y", int.class)), int.class)));
		assertThat(this.client.call("add", int.class, 2, 3)).isEqualTo(5);
		ServiceDescription described = this.client.describe();
		assertThat(described.service()).isEqualTo(this.service.name());
		assertThat(described.instance()).isEqualTo("one");
		assertThat(described.application()).isEqualTo("shop");
		assertThat(described.version()).isEqualTo("1.2");
		assertThat(described.state()).isEqualTo("SERVING");
		assertThat(described.functions()).extracting(FunctionDescription::toString)
			.containsExactly("add(int x, int y): int", "who(?)");
		assertThat(described.functions().get(0).result().schema()).containsEntry("type", "integer");
		assertThat(described.statistics()).containsEntry("handled", 2L).containsKey("running");
	}

	@Test
	void anyClientMayAskForTheFunctionByItsName() {
		serve("one");
		Map<?, ?> description = this.client.call("amphora.describe", Map.class);
		assertThat(description.get("service")).isEqualTo(this.service.name());
	}

	@Test
	void allServersOfEveryKindDescribeThemselves() {
		serve("one");
		serve("two");
		serve(fanoutServer("three"));
		awaitDescribed(this.client, (described) -> {
			assertThat(described).extracting(ServiceDescription::instance)
				.containsExactlyInAnyOrder("one", "two", "three");
			assertThat(described).filteredOn(ServiceDescription::fanout)
				.extracting(ServiceDescription::instance)
				.containsExactly("three");
		});
	}

	@Test
	void interceptorsAreLookedUpOnce() {
		serve("one");
		AtomicInteger lookups = new AtomicInteger();
		AmphoraClient intercepted = this.service
			.client((builder) -> builder.interceptors((interceptors) -> lookups.incrementAndGet()));
		awaitDescribed(intercepted, (described) -> assertThat(described).hasSize(1));
		awaitDescribed(intercepted, (described) -> assertThat(described).hasSize(1));
		assertThat(intercepted.describe().instance()).isEqualTo("one");
		assertThat(lookups).hasValue(1);
	}

	@Test
	void describesNothingWithoutServers() {
		assertThat(this.client.describeAll(PATIENCE)).isEmpty();
	}

	@Test
	void serverThatIsStoppedIsNotDescribedUntilItServesAgain() {
		AmphoraServer stopped = serve("stopped");
		serve("one");
		stopped.stop();
		awaitDescribed(this.client,
				(described) -> assertThat(described).extracting(ServiceDescription::instance).containsExactly("one"));
		stopped.serve().join();
		awaitDescribed(this.client, (described) -> assertThat(described).hasSize(2));
	}

	@Test
	void busyServerDescribesItself() {
		AmphoraServer server = serve(this.service.server((builder) -> builder.uuid("busy").concurrency(1).prefetch(1)));
		CompletableFuture<String> release = new CompletableFuture<>();
		server.addFunction("wait", (call) -> release.get());
		this.client.defer("wait", String.class);
		await().until(() -> server.statistics().running() == 1);
		awaitDescribed(this.client, (described) -> assertThat(described).singleElement()
			.satisfies((busy) -> assertThat(busy.statistics()).containsEntry("running", 1L)));
		release.complete("done");
	}

	@Test
	void serverDescribesItselfAgainAfterItsConnectionBroke() {
		try (TcpProxy proxy = TcpProxy.to(this.service.broker())) {
			serve(this.service.server(this.service.broker().connectionFactory(proxy),
					(builder) -> builder.uuid("one")));
			proxy.cut();
			awaitDescribed(this.client, (described) -> assertThat(described).extracting(ServiceDescription::instance)
				.containsExactly("one"));
		}
	}

	@Test
	void describesNothingIfDisabled() {
		serve(this.service.server((builder) -> builder.uuid("one").introspection(false)));
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(this.client::describe)
			.withMessageContaining("introspection is off");
		assertThat(this.client.describeAll(PATIENCE)).isEmpty();
		assertThat(this.client.call("who", String.class)).isEqualTo("one");
	}

	@Test
	void introspectionLeavesFanoutAsItIs() {
		serve("one");
		AmphoraFanoutClient fanout = this.service.fanoutClient((builder) -> builder.timeout(PATIENCE));
		assertThatExceptionOfType(UnroutableRequestException.class).isThrownBy(() -> fanout.call("who", String.class));
		serve(fanoutServer("two"));
		assertThat(fanout.gather("who", String.class).expecting(1).call()).extracting(FanoutReply::value)
			.containsExactly("two");
		assertThat(fanout.describe().instance()).isEqualTo("two");
		awaitDescribed(fanout, (described) -> assertThat(described).hasSize(2));
	}

	@Test
	void closedClientSendsNoRequests() {
		AmphoraClient other = client();
		assertThat(other.describeAll(WAIT)).isEmpty();
		other.close();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> other.describeAll(WAIT));
	}

	/** A server may take longer than the client waits. */
	private static void awaitDescribed(AmphoraOperations client, Consumer<List<ServiceDescription>> requirements) {
		await().atMost(PATIENCE).untilAsserted(() -> requirements.accept(client.describeAll(WAIT)));
	}

	private AmphoraServer serve(String name) {
		return serve(this.service.server((builder) -> builder.uuid(name)));
	}

	private AmphoraServer fanoutServer(String name) {
		return this.service.fanoutServer((builder) -> builder.uuid(name));
	}

	private AmphoraServer serve(AmphoraServer server) {
		server.addFunction("who", (call) -> server.uuid());
		server.serve().join();
		return server;
	}

}
