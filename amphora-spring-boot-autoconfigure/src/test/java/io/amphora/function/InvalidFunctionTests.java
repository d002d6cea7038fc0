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

import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.amphora.CallContext;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.test.GeneratedTypes;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for annotated methods that cannot be functions.
 */
class InvalidFunctionTests {

	@Test
	void refusesTwoFunctionsOfOneName() {
		assertThatInvalid(One.class, Two.class).satisfies((ex) -> {
			assertThat(ex.beanName()).endsWith("Two");
			assertThat(ex.method().getName()).isEqualTo("another");
			assertThat(ex.reason()).startsWith("The default service already has a function 'same': Method ")
				.contains("One.same() of bean '")
				.endsWith("One'.");
			assertThat(ex.remedy()).contains("@AmphoraFunction(\"otherName\")");
			assertThat(ex).hasMessageContaining(ex.reason()).hasMessageContaining(ex.remedy());
		});
	}

	@Test
	void namesTheServiceOfTwoFunctionsOfOneName() {
		assertThatInvalid(Overloaded.class).withMessageContaining("Service 'sums' already has a function 'add'")
			.satisfies((ex) -> assertThat(ex.remedy())
				.isEqualTo("Give one of the functions another name, as in @AmphoraFunction(\"otherName\")."));
	}

	@Test
	void refusesTwoFanoutFunctionsOfOneName() {
		assertThatInvalid(Fanout.class)
			.withMessageContaining("The default service already has a fanout function 'same'");
	}

	@Test
	void letsTwoServicesHaveFunctionsOfOneName() {
		try (Detection detection = new Detection(One.class, Elsewhere.class)) {
			assertThat(detection.names()).containsExactly("same", "same");
		}
	}

	@Test
	void refusesStaticMethods() {
		assertThatInvalid(Static.class).withMessageContaining("Static.run() of bean")
			.withMessageContaining("It is static");
	}

	@Test
	void refusesPrivateMethods() {
		assertThatInvalid(Private.class).withMessageContaining("Private methods cannot be called through a proxy.");
	}

	@ParameterizedTest
	@ValueSource(classes = { BlankName.class, BlankService.class })
	void refusesBlanks(Class<?> type) {
		assertThatInvalid(type).withMessageContaining("is blank");
	}

	@ParameterizedTest
	@ValueSource(classes = { EndlessRunTime.class, NoRunTime.class })
	void refusesWrongMaximumRunTimes(Class<?> type) {
		assertThatInvalid(type).withMessageContaining("is not a duration longer than zero")
			.withMessageContaining("@AmphoraFunction(maxRunTime = \"30s\")");
	}

	@Test
	void refusesPlaceholdersThatAreResolvedToBlanks() {
		assertThatExceptionOfType(InvalidFunctionException.class)
			.isThrownBy(() -> new Detection(Map.of("nowhere", " "), (context) -> context.register(Unresolved.class)))
			.withMessageContaining("Its service \"${nowhere}\" is blank");
	}

	@Test
	void refusesPlaceholdersThatCannotBeResolved() {
		assertThatInvalid(Unresolved.class)
			.withMessageContaining("Its service \"${nowhere}\" has a placeholder that cannot be resolved")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("default"));
	}

	@Test
	void refusesPlaceholdersThatAStrictResolverCannotResolve() {
		assertThatExceptionOfType(InvalidFunctionException.class)
			.isThrownBy(() -> new Detection(Map.of(), (context) -> {
				context.register(Unresolved.class);
				context.registerBean(PropertySourcesPlaceholderConfigurer.class);
			}))
			.withMessageContaining("cannot be resolved")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { Streams.class, Lambdas.class, Classes.class, OptionalThreads.class, Contexts.class,
			ListsOfReaders.class, MapsOfFutures.class, Publishers.class, JdkStreams.class, Resources.class })
	void refusesParametersThatCannotBeRead(Class<?> type) {
		assertThatInvalid(type).withMessageContaining("Its parameter 'x' of type ")
			.withMessageContaining("cannot be read from a request");
	}

	@ParameterizedTest
	@ValueSource(classes = { StreamResult.class, LambdaResult.class, ListOfFuturesResult.class })
	void refusesResultsThatCannotBeSent(Class<?> type) {
		assertThatInvalid(type).withMessageContaining(".run() of bean '")
			.withMessageContaining("Its result of type java.")
			.withMessageContaining("cannot be sent to the caller")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("a CompletableFuture of one"));
	}

	@ParameterizedTest
	@ValueSource(classes = { PublisherResult.class, FutureOfPublisherResult.class, FluxResult.class })
	void refusesReactiveTypesThatMayHaveSeveralValues(Class<?> type) {
		assertThatInvalid(type).withMessageContaining(".run() of bean '")
			.withMessageContaining("cannot be sent to the caller")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("a reactive type with at most one value, as in Mono"));
	}

	@Test
	void refusesReactiveTypesAsParametersAndInsideOfOthers() {
		assertThatInvalid(MonoParameter.class).withMessageContaining("cannot be read from a request");
		assertThatInvalid(ListOfMonosResult.class).withMessageContaining("cannot be sent to the caller");
		assertThatInvalid(MonoOfMonoResult.class).withMessageContaining("cannot be sent to the caller");
	}

	@Test
	void letsFunctionsReturnFuturesStreamsAndClasses() {
		try (Detection detection = new Detection(Returning.class)) {
			assertThat(detection.names()).containsExactly("future", "stage", "stream", "type");
		}
	}

	@Test
	void refusesSuspendingFunctionsWithoutMetadata() {
		Class<?> type = GeneratedTypes.suspendingClass(AmphoraFunction.class);
		assertThatExceptionOfType(InvalidFunctionException.class)
			.isThrownBy(() -> new Detection(Map.of(), (context) -> context.registerBean("people", type)))
			.withMessageContaining(".slow(int, Continuation) of bean 'people'")
			.withMessageContaining("It is a suspending function")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("Keep the annotation kotlin.Metadata"));
	}

	@Test
	void refusesNamesThatACompilerHasChanged() {
		assertThatInvalid(Internal.class).withMessageContaining("Its name 'inner$main' was generated by a compiler")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("@AmphoraFunction(\"inner\")"));
		assertThatInvalid(Dollar.class)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("@AmphoraFunction(\"otherName\")"));
		try (Detection detection = new Detection(Named.class)) {
			assertThat(detection.names()).containsExactly("get$", "inner");
		}
	}

	@Test
	void refusesTimeoutsThatAreNotDurations() {
		assertThatInvalid(Millis.class)
			.withMessageContaining("Its parameter #1 is annotated with @CallTimeout but is not of type Duration.")
			.withMessageContaining("Put @CallTimeout on a parameter of type Duration.");
	}

	private static ThrowableAssertAlternative<InvalidFunctionException> assertThatInvalid(Class<?>... components) {
		return assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> new Detection(components));
	}

	static class Millis {

		@AmphoraFunction
		void run(@CallTimeout long millis) {
		}

	}

	static class One {

		@AmphoraFunction
		void same() {
		}

	}

	static class Two {

		@AmphoraFunction("same")
		void another() {
		}

	}

	static class Fanout {

		@AmphoraFunction(name = "same", fanout = true)
		void one() {
		}

		@AmphoraFunction(name = "same", fanout = true)
		void two() {
		}

	}

	static class Elsewhere {

		@AmphoraFunction(service = "elsewhere")
		void same() {
		}

	}

	static class Overloaded {

		@AmphoraFunction(service = "sums")
		int add(int x, int y) {
			return x + y;
		}

		@AmphoraFunction(service = "sums")
		int add(int x) {
			return x;
		}

	}

	static class Static {

		@AmphoraFunction
		static void run() {
		}

	}

	static class Private {

		@AmphoraFunction
		@SuppressWarnings("unused")
		private void run() {
		}

	}

	static class BlankName {

		@AmphoraFunction(" ")
		void run() {
		}

	}

	static class BlankService {

		@AmphoraFunction(service = "\t")
		void run() {
		}

	}

	static class Unresolved {

		@AmphoraFunction(service = "${nowhere}")
		void run() {
		}

	}

	static class Streams {

		@AmphoraFunction
		void run(int y, InputStream x) {
		}

	}

	static class Lambdas {

		@AmphoraFunction
		void run(int y, Supplier<String> x) {
		}

	}

	static class Classes {

		@AmphoraFunction
		void run(int y, Class<?>... x) {
		}

	}

	static class OptionalThreads {

		@AmphoraFunction
		void run(int y, Optional<Thread> x) {
		}

	}

	static class Contexts {

		@AmphoraFunction
		void run(int y, CallContext[] x) {
		}

	}

	static class ListsOfReaders {

		@AmphoraFunction
		void run(int y, List<Reader> x) {
		}

	}

	static class MapsOfFutures {

		@AmphoraFunction
		void run(int y, Map<String, CompletableFuture<String>> x) {
		}

	}

	static class FluxResult {

		@AmphoraFunction
		Flux<Integer> run() {
			return Flux.empty();
		}

	}

	static class MonoParameter {

		@AmphoraFunction
		void run(Mono<Integer> x) {
		}

	}

	static class ListOfMonosResult {

		@AmphoraFunction
		List<Mono<Integer>> run() {
			return List.of();
		}

	}

	static class MonoOfMonoResult {

		@AmphoraFunction
		Mono<Mono<Integer>> run() {
			return Mono.empty();
		}

	}

	static class Publishers {

		@AmphoraFunction
		void run(int y, Flow.Publisher<String> x) {
		}

	}

	static class JdkStreams {

		@AmphoraFunction
		void run(int y, Stream<String> x) {
		}

	}

	static class Resources {

		@AmphoraFunction
		void run(int y, ByteArrayResource x) {
		}

	}

	static class StreamResult {

		@AmphoraFunction
		InputStream run() {
			throw new UnsupportedOperationException();
		}

	}

	static class LambdaResult {

		@AmphoraFunction
		Supplier<String> run() {
			throw new UnsupportedOperationException();
		}

	}

	static class PublisherResult {

		@AmphoraFunction
		Flow.Publisher<String> run() {
			throw new UnsupportedOperationException();
		}

	}

	static class ListOfFuturesResult {

		@AmphoraFunction
		List<CompletableFuture<String>> run() {
			throw new UnsupportedOperationException();
		}

	}

	static class FutureOfPublisherResult {

		@AmphoraFunction
		CompletableFuture<Flow.Publisher<String>> run() {
			throw new UnsupportedOperationException();
		}

	}

	static class Returning {

		@AmphoraFunction
		CompletableFuture<List<String>> future() {
			return CompletableFuture.completedFuture(List.of());
		}

		@AmphoraFunction
		CompletionStage<Void> stage() {
			return CompletableFuture.completedFuture(null);
		}

		@AmphoraFunction
		Stream<String> stream() {
			return Stream.of();
		}

		@AmphoraFunction
		Class<?> type() {
			return String.class;
		}

	}

	static class Internal {

		@AmphoraFunction
		int inner$main(int x) {
			return x;
		}

	}

	static class Dollar {

		@AmphoraFunction
		void $() {
		}

	}

	static class Named {

		@AmphoraFunction("inner")
		int inner$main(int x) {
			return x;
		}

		@AmphoraFunction("get$")
		void get() {
		}

	}

	static class EndlessRunTime {

		@AmphoraFunction(maxRunTime = "for ever")
		void run() {
		}

	}

	static class NoRunTime {

		@AmphoraFunction(maxRunTime = "0s")
		void run() {
		}

	}

}
