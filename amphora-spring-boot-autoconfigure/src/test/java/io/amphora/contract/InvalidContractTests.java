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

package io.amphora.contract;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Stream;

import io.amphora.CallContext;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.test.GeneratedTypes;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

/**
 * Tests for interfaces that cannot be contracts.
 */
class InvalidContractTests {

	@Test
	void refusesAContractThatIsNotAnInterface() {
		assertThatInvalid(String.class).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo("java.lang.String: It is not an interface.");
			assertThat(ex.remedy()).isEqualTo("Change it to an interface.");
			assertThat(ex).hasMessage(
					"java.lang.String cannot be a contract: It is not an interface. Change it to an interface.");
		});
		assertThatInvalid(AmphoraContract.class).withMessageContaining("It is not an interface");
	}

	@Test
	void refusesTwoMethodsForOneFunction() {
		assertThatInvalid(Overloaded.class).withMessageContaining("Method 'add' of ")
			.withMessageContaining("cannot be a function of a contract: Two methods are mapped to function 'add'.")
			.withMessageContaining("@AmphoraFunction(\"otherName\")");
		assertThatInvalid(Renamed.class).withMessageContaining("Two methods are mapped to function 'add'.");
	}

	@Test
	void refusesAServiceOfAMethod() {
		assertThatInvalid(Elsewhere.class).withMessageContaining("It specifies its own service.");
	}

	@Test
	void refusesFanoutFunctionsOfAClientThatCallsOneServer() {
		assertThatInvalid(Fanout.class)
			.withMessageContaining("It is a fanout function, and its client calls one server.")
			.withMessageContaining("Import the contract, or pass an AmphoraFanoutClient");
		assertThatNoException()
			.isThrownBy(() -> AmphoraContracts.create(Fanout.class, mock(AmphoraFanoutClient.class)));
	}

	@ParameterizedTest
	@ValueSource(classes = { BlankName.class, BlankTimeout.class })
	void refusesBlanks(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining(" is blank.");
	}

	@Test
	void refusesUnresolvablePlaceholders() {
		assertThatInvalid(Unresolved.class)
			.withMessageContaining("Its name \"get.${a}\" has a placeholder that cannot be resolved.");
	}

	@ParameterizedTest
	@ValueSource(classes = { Zero.class, Negative.class, Soon.class, Endless.class })
	void refusesTimeoutsThatAreNone(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining("is not a duration longer than zero.")
			.withMessageContaining("@CallTimeout(\"5s\")");
	}

	@Test
	void refusesTimeoutsThatAreNotDurations() {
		assertThatInvalid(Millis.class).withMessageContaining("Its timeout is a parameter of type long.")
			.withMessageContaining("Put @CallTimeout on a parameter of type Duration");
		assertThatInvalid(TimeoutAsKey.class).withMessageContaining("Its timeout is a parameter of type Duration.")
			.withMessageContaining("that is not the routing key");
	}

	@Test
	void refusesSeveralTimeouts() {
		assertThatInvalid(TwoTimeouts.class).withMessageContaining("Several parameters are its timeout.");
	}

	@Test
	void refusesTimeoutParametersWithAValue() {
		assertThatInvalid(ValuedTimeout.class).withMessageContaining("Its timeout parameter has the value \"5s\".")
			.withMessageContaining("@CallTimeout on the method");
	}

	@Test
	void refusesSeveralRoutingKeys() {
		assertThatInvalid(TwoKeys.class).withMessageContaining("Several parameters are marked as its routing key.");
	}

	@ParameterizedTest
	@ValueSource(classes = { VariableKey.class, ListKey.class })
	void refusesARoutingKeyOfSeveralValues(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining("Its routing key is a ").withMessageContaining(" of values.");
	}

	@Test
	void refusesAParameterForTheContext() {
		assertThatInvalid(Contextual.class).withMessageContaining("Callers cannot pass a CallContext.")
			.withMessageContaining("CallContext.current()");
	}

	@ParameterizedTest
	@ValueSource(classes = { OfMethod.class, OfInterface.class, InFuture.class })
	void refusesResultsOfOpenTypes(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining(" has a type variable that the contract leaves open.");
	}

	@Test
	@SuppressWarnings("rawtypes")
	void refusesFuturesOfUnknownResults() {
		assertThatInvalid(Raw.class).withMessageContaining("Its future has no type argument.");
	}

	@Test
	void refusesFuturesThatClientsCannotMake() {
		assertThatInvalid(Exotic.class)
			.withMessageContaining("Clients do not support results of type java.util.concurrent.ForkJoinTask.");
	}

	@ParameterizedTest
	@ValueSource(classes = { Streamed.class, FutureOfPublisher.class, OptionalClass.class, MonoOfStream.class })
	void refusesResultsThatCannotBeRead(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining("Method 'run' of ")
			.withMessageContaining("cannot be read from a reply.")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("a CompletableFuture of one"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Published.class, SeveralValues.class })
	void refusesReactiveTypesThatMayHaveSeveralValues(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining("Method 'run' of ")
			.withMessageContaining("cannot be read from a reply.")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("a reactive type with at most one value, as in Mono"));
	}

	@Test
	void refusesReactiveTypesThatClientsCannotMake() {
		assertThatInvalid(RawMono.class).withMessageContaining("Its Mono has no type argument.")
			.satisfies((ex) -> assertThat(ex.remedy()).isEqualTo("Specify the type argument, as in Mono<Integer>."));
		assertThatInvalid(Subclass.class)
			.withMessageContaining("Clients do not support results of type reactor.core.publisher.MonoOperator");
	}

	@ParameterizedTest
	@ValueSource(
			classes = { Uploading.class, Publishing.class, TakingMono.class, Variable.class, GenericPublishing.class })
	void refusesParametersThatCannotBeSent(Class<?> contract) {
		assertThatInvalid(contract).withMessageContaining("Method 'run' of ")
			.withMessageContaining("cannot be sent to a server.");
	}

	@Test
	void letsAParameterBeAClassOrAStream() {
		assertThatNoException().isThrownBy(() -> AmphoraContracts.create(Writing.class, mock(AmphoraClient.class)));
	}

	@Test
	void refusesSuspendingFunctionsWithoutMetadata() {
		assertThatInvalid(GeneratedTypes.suspendingContract()).withMessageContaining("Method 'slow' of ")
			.withMessageContaining("the metadata of its class cannot be read")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("Keep the annotation kotlin.Metadata"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "id-wKwe1Tw", "id$main" })
	void refusesNamesThatACompilerHasChanged(String name) {
		assertThatInvalid(GeneratedTypes.contract(name)).withMessageContaining("Method '%s' of ".formatted(name))
			.withMessageContaining("Its name was generated by a compiler")
			.withMessageContaining("@AmphoraFunction(\"id\")");
	}

	private static ThrowableAssertAlternative<InvalidContractException> assertThatInvalid(Class<?> contract) {
		return assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> AmphoraContracts.create(contract, mock(AmphoraClient.class)));
	}

	interface Millis {

		void run(@CallTimeout long millis);

	}

	interface TimeoutAsKey {

		void run(@CallTimeout @RoutingKey Duration within);

	}

	interface TwoTimeouts {

		void run(@CallTimeout Duration one, @CallTimeout Duration other);

	}

	interface ValuedTimeout {

		void run(@CallTimeout("5s") Duration within);

	}

	interface Overloaded {

		int add(int x, int y);

		int add(int x);

	}

	interface Renamed {

		int add(int x, int y);

		@AmphoraFunction("add")
		int sum(int x, int y);

	}

	interface Elsewhere {

		@AmphoraFunction(service = "elsewhere")
		int add(int x, int y);

	}

	interface Fanout {

		@AmphoraFunction(fanout = true)
		void run();

	}

	interface BlankName {

		@AmphoraFunction(" ")
		void run();

	}

	@CallTimeout("\t")
	interface BlankTimeout {

		void run();

	}

	interface Unresolved {

		@AmphoraFunction("get.${a}")
		void run();

	}

	interface Zero {

		@CallTimeout("0s")
		void run();

	}

	@CallTimeout("-1s")
	interface Negative {

		void run();

	}

	interface Soon {

		@CallTimeout("soon")
		void run();

	}

	interface Endless {

		@CallTimeout("PT9999999999999999H")
		void run();

	}

	interface TwoKeys {

		void run(@RoutingKey String x, @RoutingKey String y);

	}

	interface VariableKey {

		void run(@RoutingKey String... x);

	}

	interface ListKey {

		void run(@RoutingKey List<String> x);

	}

	interface Contextual {

		void run(CallContext context);

	}

	interface OfMethod {

		@SuppressWarnings("TypeParameterUnusedInFormals")
		<T> T run();

	}

	interface OfInterface<T> {

		List<T[]> run();

	}

	interface InFuture<T extends Number> {

		CompletableFuture<? extends T> run();

	}

	@SuppressWarnings("rawtypes")
	interface Raw {

		CompletableFuture run();

	}

	interface Exotic {

		ForkJoinTask<String> run();

	}

	interface Published {

		Flow.Publisher<String> run();

	}

	interface SeveralValues {

		Flux<Integer> run();

	}

	interface MonoOfStream {

		Mono<InputStream> run();

	}

	@SuppressWarnings("rawtypes")
	interface RawMono {

		Mono run();

	}

	interface Subclass {

		MonoOperator<String, String> run();

	}

	interface TakingMono {

		void run(Mono<String> value);

	}

	interface Streamed {

		InputStream run();

	}

	interface FutureOfPublisher {

		CompletableFuture<List<Flow.Publisher<String>>> run();

	}

	interface OptionalClass {

		Optional<Class<?>> run();

	}

	interface Uploading {

		void run(String name, InputStream content);

	}

	interface Publishing {

		void run(Flow.Publisher<String> values);

	}

	interface Variable {

		void run(CompletableFuture<?>... values);

	}

	interface Generic<T> {

		void run(List<T> values);

	}

	interface GenericPublishing extends Generic<Flow.Publisher<String>> {

	}

	interface Writing {

		void run(Class<?> type, Stream<String> values);

	}

}
