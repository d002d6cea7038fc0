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

import java.util.Map;

import io.amphora.CallContext;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MdcServerInterceptor}.
 */
class MdcServerInterceptorTests {

	private final MdcServerInterceptor interceptor = new MdcServerInterceptor();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void functionLogsWithItsCall() throws Exception {
		Object seen = this.interceptor.intercept(call("add", "c-1"), (call) -> MDC.getCopyOfContextMap());
		assertThat(seen)
			.isEqualTo(Map.of("amphora.service", "math", "amphora.function", "add", "amphora.correlationId", "c-1"));
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	@Test
	void restoresPreviousEntries() {
		MDC.put("amphora.function", "outer");
		MDC.put("user", "ada");
		assertThatIllegalStateException().isThrownBy(() -> this.interceptor.intercept(call(null, "c-1"), (call) -> {
			assertThat(MDC.get("amphora.function")).isNull();
			assertThat(MDC.get("user")).isEqualTo("ada");
			throw new IllegalStateException("on purpose");
		}));
		assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("amphora.function", "outer", "user", "ada"));
	}

	@Test
	void entriesOfOneFunctionDoNotReachTheNext() throws Exception {
		this.interceptor.intercept(call("add", "c-1"), (call) -> {
			MDC.put("user", "ada");
			return null;
		});
		assertThat(this.interceptor.intercept(call("add", "c-2"), (call) -> String.valueOf(MDC.get("user"))))
			.isEqualTo("null");
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	@Test
	void callersDoNotBeginLinesInTheLog() throws Exception {
		assertThat(this.interceptor.intercept(call("add", "c-1\nERROR"), (call) -> MDC.get("amphora.correlationId")))
			.isEqualTo("c-1?ERROR");
		assertThat(this.interceptor.intercept(call("add", null), (call) -> MDC.get("amphora.correlationId"))).isNull();
	}

	private static ServerCall call(@Nullable String function, @Nullable String correlationId) {
		CallContext context = mock(CallContext.class);
		given(context.service()).willReturn("math");
		given(context.correlationId()).willReturn(correlationId);
		ServerCall call = mock(ServerCall.class);
		given(call.context()).willReturn(context);
		given(call.function()).willReturn((function != null) ? new FunctionDefinition(function, (any) -> null) : null);
		return call;
	}

}
