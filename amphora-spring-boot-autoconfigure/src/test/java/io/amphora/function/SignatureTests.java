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

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.amphora.CallContext;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionSignatures}.
 */
class SignatureTests {

	private final Detection detection = new Detection(Functions.class);

	@AfterEach
	void close() {
		this.detection.close();
	}

	@Test
	void hasNamesAndTypesWithoutTheContext() {
		assertThat(signature("plain")).isEqualTo(new FunctionSignature(
				List.of(Parameter.of("x", int.class), Parameter.of("name", String.class)), String.class));
	}

	@Test
	void marksOptionalParameters() {
		assertThat(signature("omissible").parameters()).containsExactly(
				new Parameter("optional", String.class, false, false),
				new Parameter("nullable", String.class, false, false), new Parameter("rest", int.class, false, true));
		assertThat(signature("omissible").result()).isEqualTo(void.class);
	}

	@Test
	void looksIntoFutures() {
		Type strings = ResolvableType.forClassWithGenerics(List.class, String.class).getType();
		assertThat(signature("completable").result()).hasToString(strings.toString());
		assertThat(signature("future").result()).isEqualTo(Integer.class);
		assertThat(signature("raw").result()).isEqualTo(Object.class);
	}

	@Test
	void declaresTheTypesThatResultsMayHave() {
		assertThat(signature("upper").result().getTypeName()).isEqualTo("java.util.List<java.lang.Number>");
		assertThat(signature("lower").result().getTypeName()).isEqualTo("java.util.List<java.lang.Object>");
		assertThat(signature("variable").result().getTypeName()).isEqualTo("java.util.List<java.lang.Number>");
	}

	@Test
	void resolvesTypeVariables() {
		assertThat(signature("echo"))
			.isEqualTo(new FunctionSignature(List.of(Parameter.of("value", Map.Entry.class)), Map.Entry.class));
	}

	private FunctionSignature signature(String function) {
		return this.detection.function(function).definition().signature();
	}

	abstract static class Generic<T> {

		@AmphoraFunction
		T echo(T value) {
			return value;
		}

	}

	@SuppressWarnings("rawtypes")
	static class Functions extends Generic<Map.Entry> {

		@AmphoraFunction
		String plain(int x, CallContext context, String name) {
			return "";
		}

		@AmphoraFunction
		void omissible(Optional<String> optional, @Nullable String nullable, int... rest) {
		}

		@AmphoraFunction
		CompletableFuture<List<String>> completable() {
			return CompletableFuture.completedFuture(List.of());
		}

		@AmphoraFunction
		Future<Integer> future() {
			return CompletableFuture.completedFuture(1);
		}

		@AmphoraFunction
		List<? extends Number> upper() {
			return List.of();
		}

		@AmphoraFunction
		CompletableFuture<List<? super Integer>> lower() {
			return CompletableFuture.completedFuture(List.of());
		}

		@AmphoraFunction
		<N extends Number> List<N> variable() {
			return List.of();
		}

		@AmphoraFunction
		Future raw() {
			return CompletableFuture.completedFuture(1);
		}

	}

}
