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

package io.amphora.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.amphora.actuate.AmphoraEndpoint.AmphoraDescriptor;
import io.amphora.actuate.AmphoraEndpoint.Operation;
import io.amphora.actuate.AmphoraEndpoint.ServersDescriptor;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.transport.connection.ConnectionFailure;
import io.amphora.transport.connection.ConnectionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link AmphoraEndpoint}.
 */
class AmphoraEndpointTests {

	private final AmphoraServer math = server("math");

	private final AmphoraServer shop = server("shop");

	private final AmphoraClient client = mock(AmphoraClient.class);

	private final QueueReceiver receiver = mock(QueueReceiver.class);

	private final AmphoraEndpoint endpoint = new AmphoraEndpoint(() -> List.of(this.math, this.shop),
			() -> List.of(this.client));

	private final AmphoraEndpointWebExtension extension = new AmphoraEndpointWebExtension(this.endpoint);

	private static AmphoraServer server(String service) {
		AmphoraServer server = mock(AmphoraServer.class);
		given(server.service()).willReturn(service);
		given(server.state()).willReturn(ServerState.SERVING);
		given(server.serve()).willReturn(CompletableFuture.completedFuture(null));
		given(server.connection()).willReturn(new ConnectionState(true, true, "broker:5672", null, null));
		return server;
	}

	@BeforeEach
	void sendReplies() {
		given(this.client.service()).willReturn("math");
		given(this.client.state()).willReturn(ClientState.SERVING);
		given(this.client.statistics()).willReturn(new ClientStatistics(1, 2, 3, 4, 5, 6));
		given(this.client.connectionName()).willReturn("reporting");
		given(this.client.connection()).willReturn(
				new ConnectionState(false, true, null, "low on memory", new IllegalStateException("password=secret")));
		given(this.receiver.queue()).willReturn("rpc_user_request");
		given(this.math.receivers()).willReturn(List.of(this.receiver));
	}

	@Test
	void describesServersAndClients() {
		FunctionSignature signature = new FunctionSignature(
				List.of(Parameter.of("x", int.class), new Parameter("rest", int.class, false, true)), int.class);
		given(this.math.functions()).willReturn(List.of(new FunctionDefinition("sub", (call) -> 1),
				new FunctionDefinition("add", (call) -> 1).signature(signature)));
		AmphoraDescriptor described = this.endpoint.amphora();
		assertThat(described.servers()).extracting(ServerDescriptor::service).containsExactly("math", "shop");
		assertThat(described.servers().get(0).functions()).containsExactly(
				new ServerDescriptor.FunctionDescriptor("add",
						List.of(new ServerDescriptor.ParameterDescriptor("x", "int", true),
								new ServerDescriptor.ParameterDescriptor("rest", "int...", false)),
						"int"),
				new ServerDescriptor.FunctionDescriptor("sub", null, null));
		assertThat(described.servers().get(0).receivers()).extracting(ServerDescriptor.ReceiverDescriptor::queue)
			.containsExactly("rpc_user_request");
		assertThat(described.clients()).singleElement()
			.satisfies((client) -> assertThat(client.statistics()).isEqualTo(new ClientStatistics(1, 2, 3, 4, 5, 6)));
	}

	@Test
	void doesNotShowMessagesOfFailures() {
		assertThat(this.endpoint.amphora().clients().get(0).connection()).isEqualTo(new ConnectionDescriptor(
				"reporting", false, true, null, "low on memory", IllegalStateException.class.getName(),
				ConnectionFailure.OTHER, "Amphora cannot use the broker. Check the log and the limits of the broker."));
	}

	@Test
	void allServersPrepareToStop() {
		assertThat(this.endpoint.change(Operation.PREPARE_STOP, null, null).servers()).hasSize(2);
		then(this.math).should().prepareStop();
		then(this.shop).should().prepareStop();
	}

	@Test
	void serversOfOneServiceStopTheirConsumers() {
		assertThat(this.endpoint.change(Operation.STOP_CONSUMER, "math", null).servers()).hasSize(1);
		then(this.math).should().stopConsumer();
		then(this.shop).should(never()).stopConsumer();
	}

	@Test
	void serversStopTheirConsumersAtTheSameTime() throws Exception {
		CyclicBarrier both = new CyclicBarrier(2);
		willAnswer((call) -> both.await(30, TimeUnit.SECONDS)).given(this.math).stopConsumer();
		willAnswer((call) -> both.await(30, TimeUnit.SECONDS)).given(this.shop).stopConsumer();
		assertThat(this.endpoint.change(Operation.STOP_CONSUMER, null, null).servers()).hasSize(2);
		assertThat(both.isBroken()).isFalse();
	}

	@Test
	void onlyServersThatPrepareToStopResume() {
		given(this.math.state()).willReturn(ServerState.PREPARING_STOP);
		given(this.shop.state()).willReturn(ServerState.STOPPED);
		this.endpoint.change(Operation.RESUME, null, null);
		then(this.math).should().serve();
		then(this.shop).should(never()).serve();
	}

	@ParameterizedTest
	@EnumSource(names = { "RESUME", "START_CONSUMER" })
	void waitsUntilTheServerReceivesRequests(Operation operation) {
		CompletableFuture<Void> accepted = new CompletableFuture<>();
		given(this.math.state()).willReturn(ServerState.PREPARING_STOP);
		given(this.math.serve()).willReturn(accepted);
		given(this.math.serving()).willAnswer((call) -> accepted.isDone());
		accepted.completeOnTimeout(null, 100, TimeUnit.MILLISECONDS);
		assertThat(this.endpoint.change(operation, "math", null).servers()).singleElement()
			.satisfies((server) -> assertThat(server.serving()).isTrue());
	}

	@Test
	void serverThatIsRefusedIsShownWithoutAConsumer() {
		given(this.math.serve()).willReturn(CompletableFuture.failedFuture(new IllegalStateException("on purpose")));
		assertThat(this.endpoint.change(Operation.START_CONSUMER, "math", null).servers()).singleElement()
			.satisfies((server) -> assertThat(server.serving()).isFalse());
	}

	@Test
	void consumersStart() {
		this.endpoint.change(Operation.START_CONSUMER, "shop", null);
		then(this.shop).should().serve();
	}

	@Test
	void closedServersAreLeftOut() {
		given(this.math.state()).willReturn(ServerState.CLOSED);
		assertThat(this.endpoint.change(Operation.START_CONSUMER, null, null).servers()).hasSize(1);
		then(this.math).should(never()).serve();
		then(this.shop).should().serve();
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.change(Operation.START_CONSUMER, "math", null))
			.withMessage("This application does not serve 'math'. It serves 'shop'");
	}

	@Test
	void oneFurtherQueueIsGivenUp() {
		this.endpoint.change(Operation.STOP_CONSUMER, null, "rpc_user_request");
		then(this.receiver).should().cancel();
		then(this.math).should(never()).stopConsumer();
	}

	@Test
	void unknownServiceIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.change(Operation.PREPARE_STOP, "mat", null))
			.withMessage("This application does not serve 'mat'. It serves 'math', 'shop'");
	}

	@Test
	void applicationWithoutServersRefusesServices() {
		AmphoraEndpoint none = new AmphoraEndpoint(List::of, List::of);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> none.change(Operation.PREPARE_STOP, "math", null))
			.withMessage("This application does not serve 'math'. It serves nothing");
	}

	@Test
	void refusalOverHttpContainsTheReason() {
		WebEndpointResponse<Object> refused = this.extension.change(Operation.STOP_CONSUMER, "mat", null);
		assertThat(refused.getStatus()).isEqualTo(400);
		assertThat(refused.getBody())
			.isEqualTo(Map.of("message", "This application does not serve 'mat'. It serves 'math', 'shop'"));
	}

	@Test
	void responseOverHttpContainsTheServersOnly() {
		assertThat(this.extension.change(Operation.PREPARE_STOP, "math", null)).satisfies((response) -> {
			assertThat(response.getStatus()).isEqualTo(200);
			assertThat(response.getBody()).isInstanceOf(ServersDescriptor.class);
		});
	}

	@Test
	void unknownQueueIsRefused() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.change(Operation.STOP_CONSUMER, "shop", "rpc_user_request"))
			.withMessage("No server receives from the additional queue 'rpc_user_request'");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOP_CONSUMER")
	void queueIsForStoppingOnly(Operation operation) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.change(operation, null, "rpc_user_request"))
			.withMessageContaining("stopConsumer");
		then(this.math).should(never()).prepareStop();
	}

}
