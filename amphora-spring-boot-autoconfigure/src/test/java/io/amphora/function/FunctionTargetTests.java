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

package io.amphora.function;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.amphora.CallContext;
import io.amphora.WrongRequestException;
import io.amphora.annotation.AmphoraFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for calling the method behind a function.
 */
class FunctionTargetTests {

	private final Detection detection = new Detection(Functions.class);

	@AfterEach
	void close() {
		this.detection.close();
	}

	@Test
	void returnsWhatTheMethodReturns() throws Exception {
		assertThat(this.detection.call("echo", "x")).isEqualTo("x");
		assertThat(this.detection.call("nothing")).isNull();
	}

	@Test
	void leavesFuturesToTheServer() throws Exception {
		assertThat(this.detection.call("later")).isInstanceOf(CompletionStage.class);
	}

	@Test
	void passesTheContext() throws Exception {
		assertThat(this.detection.call("context", "x")).isSameAs(Calls.CONTEXT);
	}

	@Test
	void throwsWhatTheMethodThrows() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.detection.call("fail")).withMessage("disk");
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.detection.call("overflow"));
	}

	@Test
	void doesNotCreateABeanForAWrongRequest() {
		try (Detection lazy = new Detection(Explosive.class)) {
			assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> lazy.call("run", "not an int"));
		}
	}

	@Test
	void refusesABeanThatIsSomethingElseThanItWasDeclared() {
		try (Detection nullBean = new Detection(NoBean.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> nullBean.call("echo", "x"))
				.withMessageContaining("Its bean is a org.springframework.beans.factory.support.NullBean");
		}
	}

	static class Functions {

		@AmphoraFunction
		String echo(String text) {
			return text;
		}

		@AmphoraFunction
		void nothing() {
		}

		@AmphoraFunction
		CompletableFuture<String> later() {
			return new CompletableFuture<>();
		}

		@AmphoraFunction
		Object context(CallContext context, String text) {
			return context;
		}

		@AmphoraFunction
		void fail() throws IOException {
			throw new IOException("disk");
		}

		@AmphoraFunction
		void overflow() {
			throw new StackOverflowError();
		}

	}

	@Lazy
	static class Explosive {

		Explosive() {
			throw new UnsupportedOperationException("created too early");
		}

		@AmphoraFunction
		void run(int x) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoBean {

		@Bean
		@Lazy
		Functions functions() {
			return null;
		}

	}

}
