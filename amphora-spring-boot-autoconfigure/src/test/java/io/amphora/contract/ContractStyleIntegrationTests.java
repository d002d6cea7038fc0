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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.amphora.AmphoraError;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.client.AmphoraClient;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.serializer.json.JsonLibrary;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for contracts in all styles of results, on both sides.
 */
@BrokerTest
@ParameterizedClass
@EnumSource(names = { "JACKSON_3", "JACKSON_2" })
class ContractStyleIntegrationTests {

	private final AmphoraServer server;

	private final AmphoraClient client;

	private Object garage;

	ContractStyleIntegrationTests(JsonLibrary library, TestService service) {
		this.server = service.server((builder) -> builder.serializer(library.serializer()));
		this.client = service.client((builder) -> builder.serializer(library.serializer()));
	}

	@ParameterizedTest
	@EnumSource
	void returnsResults(Style style) throws Exception {
		start(style);
		assertThat(call("add", 2, 3)).isEqualTo(5);
		assertThat(call("find", (Object) null)).isNull();
		assertThat(call("nothing")).isNull();
		assertThat(call("paint", List.of(new Car("a"), new Van("b"))))
			.isEqualTo(List.of(new Car("red a"), new Van("red b")));
		assertThat(call("sum", 1, new int[] { 2, 3 })).isEqualTo(6);
	}

	@ParameterizedTest
	@EnumSource
	void throwsExceptions(Style style) throws Exception {
		start(style);
		assertThatExceptionOfType(NoCarException.class).isThrownBy(() -> call("lend", "van"))
			.withMessage("van is lent")
			.withCauseInstanceOf(RemoteException.class);
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> call("fail"))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("UnsupportedOperationException"));
		this.server.removeFunction("add");
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> call("add", 2, 3));
	}

	@ParameterizedTest
	@EnumSource
	void considersTimeoutsAndRoutingKeys(Style style) throws Exception {
		start(style);
		assertThat((Duration) call("remaining", Duration.ofHours(1))).isBetween(Duration.ofMinutes(59),
				Duration.ofHours(1));
		assertThat(call("park", "a", this.client.service())).isEqualTo("a");
		assertThatExceptionOfType(UnroutableRequestException.class).isThrownBy(() -> call("park", "a", "nowhere"));
		this.server.stop();
		assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> call("remaining", Duration.ofMillis(50)));
	}

	@ParameterizedTest
	@EnumSource
	void resultsAreDescribedByTheirValues(Style style) throws Exception {
		start(style);
		assertThat(this.client.describe().functions())
			.filteredOn((function) -> List.of("add", "paint").contains(function.name()))
			.extracting((function) -> function.result().type())
			.containsExactly(style.sum, "List<ContractStyleIntegrationTests.Vehicle>");
	}

	private void start(Style style) throws Exception {
		this.garage = AmphoraContracts.create(style.contract, this.client);
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("workshop", style.workshop.getDeclaredConstructor().newInstance());
		new AmphoraFunctionDetector(beans).detect("none")
			.forEach((function) -> this.server.addFunction(function.definition()));
		this.server.serve().get();
	}

	/** Call a method of the contract, and wait for its result. */
	private @Nullable Object call(String name, @Nullable Object... args) throws Exception {
		Method method = Stream.of(this.garage.getClass().getInterfaces()[0].getMethods())
			.filter((each) -> each.getName().equals(name))
			.findFirst()
			.orElseThrow();
		try {
			return await(KotlinDetector.isSuspendingFunction(method)
					? CoroutinesUtils.invokeSuspendingFunction(method, this.garage, args)
					: method.invoke(this.garage, args));
		}
		catch (InvocationTargetException | ExecutionException ex) {
			throw (Exception) Objects.requireNonNull(ex.getCause());
		}
	}

	private static @Nullable Object await(@Nullable Object returned) throws Exception {
		if (returned instanceof CompletionStage<?> stage) {
			return stage.toCompletableFuture().get();
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, returned);
		return (adapter != null) ? await(Mono.from(adapter.toPublisher(returned)).toFuture()) : returned;
	}

	enum Style {

		BLOCKING(Blocking.class, BlockingWorkshop.class, "int"),

		FUTURE(Future.class, FutureWorkshop.class, "Integer"),

		MONO(Reactive.class, ReactiveWorkshop.class, "Integer"),

		RXJAVA(RxJavaGarage.class, RxJavaGarage.Workshop.class, "Integer"),

		MUTINY(MutinyGarage.class, MutinyGarage.Workshop.class, "Integer"),

		SUSPEND(Suspending.class, SuspendingWorkshop.class, "Integer");

		private final Class<?> contract;

		private final Class<?> workshop;

		private final String sum;

		Style(Class<?> contract, Class<?> workshop, String sum) {
			this.contract = contract;
			this.workshop = workshop;
			this.sum = sum;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Car.class, name = "car"),
			@JsonSubTypes.Type(value = Van.class, name = "van") })
	interface Vehicle {

		Vehicle red();

		static List<Vehicle> red(List<Vehicle> vehicles) {
			return vehicles.stream().map(Vehicle::red).toList();
		}

	}

	record Car(String name) implements Vehicle {

		@Override
		public Vehicle red() {
			return new Car("red " + this.name);
		}

	}

	record Van(String name) implements Vehicle {

		@Override
		public Vehicle red() {
			return new Van("red " + this.name);
		}

	}

	@AmphoraError("NoCar")
	static class NoCarException extends Exception {

		NoCarException(String message) {
			super(message);
		}

	}

	@AmphoraContract("garage")
	interface Blocking {

		int add(int x, int y);

		@AmphoraFunction("find")
		String find(@Nullable String name);

		void nothing();

		List<Vehicle> paint(List<Vehicle> cars);

		int sum(int first, int... further);

		String lend(String name) throws NoCarException;

		void fail();

		Duration remaining(@CallTimeout @Nullable Duration within);

		String park(String name, @RoutingKey String place);

	}

	static class BlockingWorkshop implements Blocking {

		@Override
		public int add(int x, int y) {
			return x + y;
		}

		@Override
		public String find(@Nullable String name) {
			return name;
		}

		@Override
		public void nothing() {
		}

		@Override
		public List<Vehicle> paint(List<Vehicle> cars) {
			return Vehicle.red(cars);
		}

		@Override
		public int sum(int first, int... further) {
			return first + IntStream.of(further).sum();
		}

		@Override
		public String lend(String name) throws NoCarException {
			throw new NoCarException(name + " is lent");
		}

		@Override
		public void fail() {
			throw new UnsupportedOperationException("on purpose");
		}

		@Override
		public Duration remaining(@Nullable Duration within) {
			return within;
		}

		@Override
		public String park(String name, String place) {
			return name;
		}

	}

	@AmphoraContract("garage")
	interface Future {

		CompletableFuture<Integer> add(int x, int y);

		@AmphoraFunction("find")
		CompletableFuture<String> find(@Nullable String name);

		CompletableFuture<Void> nothing();

		CompletableFuture<List<Vehicle>> paint(List<Vehicle> cars);

		CompletableFuture<Integer> sum(int first, int... further);

		CompletableFuture<String> lend(String name) throws NoCarException;

		CompletableFuture<Void> fail();

		CompletableFuture<Duration> remaining(@CallTimeout @Nullable Duration within);

		CompletableFuture<String> park(String name, @RoutingKey String place);

	}

	static class FutureWorkshop implements Future {

		@Override
		public CompletableFuture<Integer> add(int x, int y) {
			return CompletableFuture.completedFuture(x + y);
		}

		@Override
		public CompletableFuture<String> find(@Nullable String name) {
			return CompletableFuture.completedFuture(name);
		}

		@Override
		public CompletableFuture<Void> nothing() {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletableFuture<List<Vehicle>> paint(List<Vehicle> cars) {
			return CompletableFuture.completedFuture(Vehicle.red(cars));
		}

		@Override
		public CompletableFuture<Integer> sum(int first, int... further) {
			return CompletableFuture.completedFuture(first + IntStream.of(further).sum());
		}

		@Override
		public CompletableFuture<String> lend(String name) {
			return CompletableFuture.failedFuture(new NoCarException(name + " is lent"));
		}

		@Override
		public CompletableFuture<Void> fail() {
			return CompletableFuture.failedFuture(new UnsupportedOperationException("on purpose"));
		}

		@Override
		public CompletableFuture<Duration> remaining(@Nullable Duration within) {
			return CompletableFuture.completedFuture(within);
		}

		@Override
		public CompletableFuture<String> park(String name, String place) {
			return CompletableFuture.completedFuture(name);
		}

	}

	@AmphoraContract("garage")
	interface Reactive {

		Mono<Integer> add(int x, int y);

		@AmphoraFunction("find")
		Mono<String> find(@Nullable String name);

		Mono<Void> nothing();

		Mono<List<Vehicle>> paint(List<Vehicle> cars);

		Mono<Integer> sum(int first, int... further);

		Mono<String> lend(String name) throws NoCarException;

		Mono<Void> fail();

		Mono<Duration> remaining(@CallTimeout @Nullable Duration within);

		Mono<String> park(String name, @RoutingKey String place);

	}

	static class ReactiveWorkshop implements Reactive {

		@Override
		public Mono<Integer> add(int x, int y) {
			return Mono.fromSupplier(() -> x + y);
		}

		@Override
		public Mono<String> find(@Nullable String name) {
			return Mono.justOrEmpty(name);
		}

		@Override
		public Mono<Void> nothing() {
			return Mono.empty();
		}

		@Override
		public Mono<List<Vehicle>> paint(List<Vehicle> cars) {
			return Mono.fromSupplier(() -> Vehicle.red(cars));
		}

		@Override
		public Mono<Integer> sum(int first, int... further) {
			return Mono.fromSupplier(() -> first + IntStream.of(further).sum());
		}

		@Override
		public Mono<String> lend(String name) {
			return Mono.error(new NoCarException(name + " is lent"));
		}

		@Override
		public Mono<Void> fail() {
			return Mono.error(new UnsupportedOperationException("on purpose"));
		}

		@Override
		public Mono<Duration> remaining(@Nullable Duration within) {
			return Mono.fromSupplier(() -> within);
		}

		@Override
		public Mono<String> park(String name, String place) {
			return Mono.fromSupplier(() -> name);
		}

	}

}
