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

package io.amphora.server.interceptor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;

import io.amphora.CallContext;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServerInterceptor}.
 */
@BrokerTest
class ServerInterceptorIntegrationTests {

	private final List<String> steps = new CopyOnWriteArrayList<>();

	private final List<ServerCall> calls = new CopyOnWriteArrayList<>();

	private final List<ClientCallOutcome> outcomes = new CopyOnWriteArrayList<>();

	private final AmphoraServer server;

	private final AmphoraClient client;

	ServerInterceptorIntegrationTests(TestService service) {
		this.server = service.server((builder) -> builder.errorMessages(ErrorMessages.ALWAYS)
			.interceptor((call, chain) -> step("outer", call, chain))
			.interceptor((call, chain) -> {
				this.calls.add(call);
				return step("inner", call, chain);
			})
			.interceptors((given) -> given.add((call, chain) -> forbid(call, chain))));
		this.client = service
			.client((builder) -> builder.timeout(Duration.ofSeconds(20)).appId("tests").interceptor((call) -> {
				call.headers().put("tenant", "blue");
				call.onOutcome(this.outcomes::add);
			}));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> {
			this.steps.add("function");
			return call.argument(0, String.class);
		});
		this.server.addFunction("later", (call) -> CompletableFuture.supplyAsync(() -> "later"));
		this.server.addFunction("task", (call) -> {
			FutureTask<String> task = new FutureTask<>(() -> "task");
			task.run();
			return task;
		});
		this.server.addFunction("fail", (call) -> {
			throw new IllegalArgumentException("on purpose");
		});
		this.server.addFunction("forbidden", (call) -> "secret");
		this.server.serve();
	}

	private @Nullable Object step(String name, ServerCall call, ServerCallChain chain) throws Exception {
		this.steps.add(name);
		try {
			Object result = chain.proceed(call);
			this.steps.add(name + " " + ((result instanceof CompletionStage) ? "stage" : result));
			return result;
		}
		catch (Exception ex) {
			this.steps.add(name + " " + ex.getClass().getSimpleName());
			throw ex;
		}
	}

	private @Nullable Object forbid(ServerCall call, ServerCallChain chain) throws Exception {
		call.responseHeaders().put("checked", "yes");
		if (call.context().function().equals("forbidden")) {
			throw new RemoteException("AccessDenied", "not you");
		}
		return chain.proceed(call);
	}

	@Test
	void interceptorsRunAroundTheFunctionInTheirOrder() {
		assertThat(this.client.call("echo", String.class, "x")).isEqualTo("x");
		assertThat(this.steps).containsExactly("outer", "inner", "function", "inner x", "outer x");
	}

	@Test
	void interceptorSeesTheCall() {
		this.client.function("echo").kwargs(Map.of("loud", true)).call(String.class, "x");
		ServerCall call = this.calls.get(0);
		CallContext context = call.context();
		assertThat(context.service()).isEqualTo(this.server.service());
		assertThat(context.function()).isEqualTo("echo");
		assertThat(call.function()).isNotNull().extracting(FunctionDefinition::name).isEqualTo("echo");
		assertThat(call.args()).singleElement().satisfies((arg) -> assertThat(arg.as(String.class)).isEqualTo("x"));
		assertThat(call.kwargs()).containsOnlyKeys("loud");
		assertThat(call.properties().getAppId()).isEqualTo("tests");
		assertThat(call.properties().getHeaders().get("tenant")).hasToString("blue");
	}

	@Test
	void interceptorAddsHeadersToTheResponse() {
		this.client.call("echo", String.class, "x");
		assertThat(this.outcomes.get(0).replyProperties().getHeaders().get("checked")).hasToString("yes");
		assertThat(this.outcomes.get(0).replyProperties().getHeaders().get("amphora-instance"))
			.hasToString(this.server.uuid());
	}

	@Test
	void interceptorSeesWhatTheFunctionThrows() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("fail", String.class))
			.withMessage("IllegalArgumentException: on purpose");
		assertThat(this.steps).containsExactly("outer", "inner", "inner IllegalArgumentException",
				"outer IllegalArgumentException");
	}

	@Test
	void interceptorKeepsAFunctionFromRunning() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("forbidden", String.class))
			.withMessage("AccessDenied: not you");
		assertThat(this.outcomes.get(0).replyProperties().getHeaders()).containsKey("checked");
	}

	@Test
	void interceptorGetsAStageOfALateResultAndTheResultOfAnyOtherFuture() {
		assertThat(this.client.call("later", String.class)).isEqualTo("later");
		assertThat(this.client.call("task", String.class)).isEqualTo("task");
		assertThat(this.steps).containsExactly("outer", "inner", "inner stage", "outer stage", "outer", "inner",
				"inner task", "outer task");
	}

	@Test
	void unknownFunctionIsInterceptedAndRefused() {
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.client.call("nope", String.class))
			.withMessageContaining("has no function 'nope' on this server")
			.matches(WrongRequestException::unknownFunction);
		assertThat(this.calls).singleElement().extracting(ServerCall::function).isNull();
		assertThat(this.steps).contains("inner WrongRequestException");
		assertThat(this.server.statistics().rejected()).isEqualTo(1);
		assertThat(this.server.statistics().handled()).isZero();
	}

	@Test
	void functionSeesItsContextBehindInterceptors() {
		this.server.addFunction("context", (call) -> CallContext.current() == call.context());
		assertThat(this.client.call("context", boolean.class)).isTrue();
	}

}
