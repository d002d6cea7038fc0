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

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionHints}.
 */
class FunctionHintsTests {

	@Test
	void registersTheValuesOfPublishersAndFuturesButNotTheirOwnTypes() {
		RuntimeHints hints = new RuntimeHints();
		for (Method method : Shapes.class.getDeclaredMethods()) {
			FunctionHints.register(hints, Shapes.class, method);
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onType(Circle.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Square.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Mono.class)).rejects(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(CompletableFuture.class)).rejects(hints);
	}

	interface Shapes {

		Mono<List<Circle>> circles();

		CompletableFuture<Square> square();

	}

	record Circle(int radius) {
	}

	record Square(int side) {
	}

}
