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

package io.amphora.client.interceptor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.interceptor.ClientCall.Style;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.amphora.topology.WireHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ClientInterceptor}.
 */
@BrokerTest
class ClientInterceptorIntegrationTests {

	private final List<Map<String, Object>> receivedHeaders = new CopyOnWriteArrayList<>();

	private final List<ClientCall> calls = new CopyOnWriteArrayList<>();

	private final List<ClientCallOutcome> outcomes = new CopyOnWriteArrayList<>();

	private final ClientInterceptor recorder = (call) -> {
		this.calls.add(call);
		call.onOutcome(this.outcomes::add);
	};

	private final TestService service;

	ClientInterceptorIntegrationTests(TestService service) {
		this.service = service;
	}

	@BeforeEach
	void serve() {
		ServerInterceptor headers = (call, chain) -> {
			this.receivedHeaders
				.add(Map.copyOf((call.properties().getHeaders() != null) ? call.properties().getHeaders() : Map.of()));
			return chain.proceed(call);
		};
		AmphoraServer server = this.service
			.server((builder) -> builder.uuid("one").gracePeriod(Duration.ZERO).interceptor(headers));
		server.addFunction("echo", (call) -> call.argument(0, String.class));
		server.addFunction("fail", (call) -> {
			throw new IllegalArgumentException("on purpose");
		});
		server.addFunction("never", (call) -> new CompletableFuture<>());
		server.serve();
	}

	private AmphoraClient client(ClientInterceptor... interceptors) {
		return this.service.client((builder) -> {
			builder.timeout(Duration.ofSeconds(20)).gracePeriod(Duration.ZERO);
			List.of(interceptors).forEach(builder::interceptor);
		});
	}

	@Test
	void interceptorSeesTheCallAndItsResult() {
		RemoteFunction echo = client(this.recorder).function("echo")
			.routingKey(this.service.name())
			.correlationId("c-1")
			.timeout(Duration.ofSeconds(7));
		assertThat(echo.call(String.class, "hello")).isEqualTo("hello");
		ClientCall call = this.calls.get(0);
		assertThat(call.style()).isEqualTo(Style.CALL);
		assertThat(call.service()).isEqualTo(this.service.name());
		assertThat(call.function()).isEqualTo("echo");
		assertThat(call.exchange()).isEqualTo("rpc_" + this.service.name() + "_request");
		assertThat(call.routingKey()).isEqualTo(this.service.name());
		assertThat(call.correlationId()).isEqualTo("c-1");
		assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(7));
		assertThat(call.args()).containsExactly("hello");
		assertThat(call.kwargs()).isEmpty();
		assertThat(this.outcomes).singleElement().satisfies((outcome) -> {
			assertThat(outcome.value()).isEqualTo("hello");
			assertThat(outcome.failure()).isNull();
			assertThat(outcome.report().stage()).isEqualTo(CallStage.REPLIED);
			assertThat(outcome.replyProperties().getHeaders().get(WireHeaders.INSTANCE)).hasToString("one");
		});
	}

	@Test
	void interceptorAddsHeadersToTheRequest() {
		client((call) -> call.headers().put("tenant", 7)).call("echo", String.class, "x");
		client().call("echo", String.class, "x");
		assertThat(this.receivedHeaders.get(0)).containsEntry("tenant", 7);
		assertThat(this.receivedHeaders.get(1)).containsOnlyKeys("amphora-sent-at", "amphora-clock");
	}

	@Test
	void listenersAreNotifiedBeforeTheCaller() {
		AmphoraClient client = client(this.recorder);
		CompletableFuture<String> result = client.defer("echo", String.class, "x");
		result.thenRun(() -> assertThat(this.outcomes).hasSize(1)).join();
		assertThat(this.calls.get(0).style()).isEqualTo(Style.DEFER);
		client.function("echo").send("x").thenRun(() -> assertThat(this.outcomes).hasSize(2)).join();
		assertThat(this.calls.get(1).style()).isEqualTo(Style.SEND);
		assertThat(this.outcomes).extracting(ClientCallOutcome::failure).containsOnlyNulls();
	}

	@Test
	void interceptorSeesFailures() {
		AmphoraClient client = client(this.recorder);
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> client.call("fail", String.class));
		assertThat(client.defer("fail", String.class)).failsWithin(Duration.ofSeconds(20));
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> client.call("unknown", String.class));
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> client.function("never").timeout(Duration.ofMillis(50)).call(String.class));
		assertThat(client.function("never").timeout(Duration.ofMillis(50)).defer(String.class))
			.failsWithin(Duration.ofSeconds(20));
		client.defer("never", String.class).cancel(false);
		assertThat(this.outcomes).extracting((outcome) -> outcome.failure().getClass().getSimpleName())
			.containsExactly("RemoteException", "RemoteException", "WrongRequestException", "NoResultException",
					"NoResultException", "CancellationException");
	}

	@Test
	void openCallHasAnOutcomeWhenItsClientCloses() {
		AmphoraClient client = client(this.recorder);
		CompletableFuture<String> call = client.defer("never", String.class);
		client.close();
		assertThat(call).failsWithin(Duration.ofSeconds(30));
		assertThat(this.outcomes).singleElement()
			.satisfies((outcome) -> assertThat(outcome.failure()).hasMessageContaining("closed"));
	}

	@Test
	void listenersAreNotifiedInReverseOrder() {
		List<String> told = new CopyOnWriteArrayList<>();
		AmphoraClient client = client(told(told, "first"), told(told, "second"));
		client.call("echo", String.class, "x");
		assertThat(told).containsExactly("first", "second", "second ended", "first ended");
	}

	private static ClientInterceptor told(List<String> told, String name) {
		return (call) -> {
			told.add(name);
			call.onOutcome((outcome) -> told.add(name + " ended"));
		};
	}

	@Test
	void interceptorThatThrowsFailsTheCallUnsent() {
		AmphoraClient client = client(this.recorder, (call) -> {
			throw new IllegalStateException("no");
		});
		assertThatIllegalStateException().isThrownBy(() -> client.call("echo", String.class, "x")).withMessage("no");
		assertThat(client.defer("echo", String.class, "x")).failsWithin(Duration.ofSeconds(20));
		assertThat(client.function("echo").send("x")).failsWithin(Duration.ofSeconds(20));
		assertThat(this.outcomes).hasSize(3)
			.allSatisfy((outcome) -> assertThat(outcome.failure()).isInstanceOf(IllegalStateException.class));
		assertThat(client.statistics().pending()).isZero();
		assertThat(client.statistics().held()).isZero();
	}

	@Test
	void failingListenerDoesNotAffectOthers() {
		AmphoraClient client = client(this.recorder, (call) -> call.onOutcome((outcome) -> {
			throw new IllegalStateException("no");
		}));
		assertThat(client.call("echo", String.class, "x")).isEqualTo("x");
		assertThat(client.defer("echo", String.class, "y")).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("y");
		assertThat(this.outcomes).hasSize(2);
	}

	@Test
	void correlationIdInUseIsAnOutcome() {
		AmphoraClient client = client(this.recorder);
		CompletableFuture<String> open = client.function("never").correlationId("same").defer(String.class);
		assertThat(client.function("never").correlationId("same").defer(String.class))
			.failsWithin(Duration.ofSeconds(20));
		assertThat(open).isNotDone();
		assertThat(this.outcomes).singleElement()
			.satisfies((outcome) -> assertThat(outcome.failure()).isInstanceOf(WrongRequestException.class));
	}

	@Test
	void gatherIsOneCallWithAllReplies() {
		for (String name : List.of("one", "two")) {
			AmphoraFanoutServer server = this.service.fanoutServer((builder) -> builder.uuid(name));
			server.addFunction("who", (call) -> name);
			server.serve().join();
		}
		AmphoraFanoutClient client = this.service.fanoutClient((builder) -> builder.interceptor(this.recorder));
		List<FanoutReply<String>> replies = client.gather("who", String.class).expecting(2).call();
		assertThat(this.calls).extracting(ClientCall::style).containsExactly(Style.GATHER);
		assertThat(this.outcomes).extracting(ClientCallOutcome::value).containsExactly(replies);
		client.gather("who", String.class).timeout(Duration.ofSeconds(20)).defer().cancel(false);
		await().untilAsserted(() -> assertThat(this.outcomes).hasSize(2));
		await().untilAsserted(() -> assertThat(client.statistics().pending()).isZero());
	}

	@Test
	void replyThatOvertakesTheConfirmIsReportedOnce() {
		AtomicReference<ClientCall> last = new AtomicReference<>();
		AmphoraClient client = client(last::set, this.recorder);
		for (int i = 0; i < 100; i++) {
			client.function("echo").waitPublish(true).defer(String.class, "x").join();
		}
		assertThat(this.outcomes).hasSize(100);
		assertThat(last.get()).isSameAs(this.calls.get(99));
	}

}
