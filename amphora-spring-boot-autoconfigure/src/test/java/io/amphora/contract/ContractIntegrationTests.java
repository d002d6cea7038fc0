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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.amphora.AmphoraError;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.client.AmphoraClient;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application that serves a contract and calls it, over a broker.
 */
@BrokerTest
class ContractIntegrationTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final String service;

	private Garage garage;

	ContractIntegrationTests(TestService service) {
		this.service = service.name();
		service.closeLater(this.context);
		this.server = service.server((builder) -> builder.gracePeriod(Duration.ofSeconds(1)));
		this.client = service.client((builder) -> builder.timeout(Duration.ofSeconds(10)));
	}

	@BeforeEach
	void start() {
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("test.service", this.service)));
		this.context.registerBean(AmphoraClient.class, () -> this.client);
		this.context.register(Application.class);
		this.context.refresh();
		this.garage = this.context.getBean(Driver.class).garage;
		new AmphoraFunctionDetector(this.context.getBeanFactory()).detect("none")
			.forEach((function) -> this.server.addFunction(function.definition()));
		this.server.serve();
	}

	@Test
	void callsWhatTheSameApplicationServes() {
		assertThat(this.context.getBean(Garage.class)).isInstanceOf(Workshop.class);
		assertThat(this.garage).isNotInstanceOf(Workshop.class);
		assertThat(this.garage.add(2, 3)).isEqualTo(5);
		assertThat(this.garage.twice(4)).isEqualTo(8);
		this.garage.nothing();
	}

	@Test
	void callsFunctionsByTheirNamesFromOutside() {
		assertThat(this.client.call("math.sub", int.class, 3, 2)).isEqualTo(1);
		assertThat(this.garage.subtract(3, 2)).isEqualTo(1);
	}

	@Test
	void returnsFutures() throws Exception {
		assertThat(this.garage.later("x").get()).isEqualTo("later x");
		assertThat(this.garage.nothingLater().get()).isNull();
		Future<String> failing = this.garage.later("fail");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::get)
			.withCauseInstanceOf(RemoteException.class);
	}

	@Test
	void throwsDeclaredExceptions() {
		assertThatExceptionOfType(NoCarException.class).isThrownBy(() -> this.garage.lend("roadster"))
			.withMessage("roadster is lent")
			.withCauseInstanceOf(RemoteException.class);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.garage.lendLater("van").get())
			.withCauseInstanceOf(NoCarException.class)
			.withMessageContaining("van is lent");
		assertThatExceptionOfType(RemoteException.class)
			.isThrownBy(() -> this.client.call("lend", String.class, "roadster"))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("NoCar");
				assertThat(ex.args()).containsExactly("roadster is lent");
			});
	}

	@Test
	void readsRecordsInCollections() {
		List<Car> cars = List.of(new Car("a", 4), new Car("b", 3));
		assertThat(this.garage.paint(cars, "red")).containsExactly(new Car("red a", 4), new Car("red b", 3));
		assertThat(this.garage.byName(cars)).containsEntry("b", new Car("b", 3));
		assertThat(this.garage.store(new Car("c", 4))).isEqualTo(new Car("c", 4));
	}

	@Test
	void passesVariableArguments() {
		assertThat(this.garage.sum("total ")).isEqualTo("total 0");
		assertThat(this.garage.sum("total ", 1, 2, 3)).isEqualTo("total 6");
		assertThat(this.garage.wheels(new Car("a", 4), new Car("b", 3))).isEqualTo(7);
		assertThat(this.garage.bytes((byte) -1, (byte) 2)).isEqualTo(1);
	}

	@Test
	void passesAndReturnsNothing() {
		assertThat(this.garage.find(null)).isEmpty();
		assertThat(this.garage.find("a")).contains("found a");
		assertThat(this.garage.optional(Optional.empty())).isEqualTo("nobody");
		assertThat(this.garage.optional(Optional.of("Ada"))).isEqualTo("Ada");
	}

	@Test
	void sendsToTheQueueOfTheRoutingKey() {
		assertThat(this.garage.park("a", this.service)).isEqualTo("a in " + this.service);
		assertThat(this.garage.park("b", null)).isEqualTo("b in null");
		assertThatExceptionOfType(UnroutableRequestException.class).isThrownBy(() -> this.garage.park("c", "nowhere"));
	}

	@Test
	void timesOutAfterTheTimeoutOfTheMethod() {
		Future<Void> never = this.garage.never();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(never::get)
			.withCauseInstanceOf(NoResultException.class)
			.withMessageContaining("No result within 200 ms");
	}

	@Test
	void serverReceivesTheRemainingTimeInPlaceOfTheTimeout() {
		assertThat(this.garage.remaining("a", Duration.ofHours(1), 2)).isBetween(Duration.ofMinutes(59),
				Duration.ofHours(1));
		assertThat(this.garage.remaining("a", null, 2)).isLessThanOrEqualTo(Duration.ofSeconds(10));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(Garage.class)
	@Import({ Workshop.class, Driver.class })
	static class Application {

	}

	static class Driver {

		private final Garage garage;

		Driver(@Qualifier("io.amphora.contract.ContractIntegrationTests$Garage") Garage garage) {
			this.garage = garage;
		}

	}

	record Car(String name, int wheels) {
	}

	interface Store<T> {

		T store(T value);

	}

	@AmphoraContract("${test.service}")
	interface Garage extends Store<Car> {

		int add(int x, int y);

		default int twice(int x) {
			return add(x, x);
		}

		@AmphoraFunction("math.sub")
		int subtract(int x, int y);

		void nothing();

		CompletableFuture<String> later(String text);

		CompletableFuture<Void> nothingLater();

		List<Car> paint(List<Car> cars, String colour);

		Map<String, Car> byName(List<Car> cars);

		String sum(String label, int... values);

		int wheels(Car... cars);

		int bytes(byte... bytes);

		Optional<String> find(@Nullable String name);

		String optional(Optional<String> name);

		String park(String name, @RoutingKey @Nullable String place);

		@CallTimeout("200ms")
		CompletableFuture<Void> never();

		Duration remaining(String name, @CallTimeout @Nullable Duration within, int count);

		String lend(String name) throws NoCarException;

		CompletableFuture<String> lendLater(String name) throws NoCarException;

	}

	@AmphoraError("NoCar")
	static class NoCarException extends Exception {

		NoCarException(String message) {
			super(message);
		}

	}

	static class Workshop implements Garage {

		@Override
		public String lend(String name) throws NoCarException {
			throw new NoCarException(name + " is lent");
		}

		@Override
		public CompletableFuture<String> lendLater(String name) {
			return CompletableFuture.failedFuture(new NoCarException(name + " is lent"));
		}

		@Override
		public Car store(Car value) {
			return value;
		}

		@Override
		public int add(int x, int y) {
			return x + y;
		}

		@Override
		public int subtract(int x, int y) {
			return x - y;
		}

		@Override
		public void nothing() {
		}

		@Override
		public CompletableFuture<String> later(String text) {
			return text.equals("fail") ? CompletableFuture.failedFuture(new UnsupportedOperationException("on purpose"))
					: CompletableFuture.completedFuture("later " + text);
		}

		@Override
		public CompletableFuture<Void> nothingLater() {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public List<Car> paint(List<Car> cars, String colour) {
			return cars.stream().map((car) -> new Car(colour + " " + car.name(), car.wheels())).toList();
		}

		@Override
		public Map<String, Car> byName(List<Car> cars) {
			return cars.stream().collect(Collectors.toMap(Car::name, (car) -> car));
		}

		@Override
		public String sum(String label, int... values) {
			return label + IntStream.of(values).sum();
		}

		@Override
		public int wheels(Car... cars) {
			return Arrays.stream(cars).mapToInt(Car::wheels).sum();
		}

		@Override
		public int bytes(byte... bytes) {
			return bytes[0] + bytes[1];
		}

		@Override
		public Optional<String> find(@Nullable String name) {
			return Optional.ofNullable(name).map("found "::concat);
		}

		@Override
		public String optional(Optional<String> name) {
			return name.orElse("nobody");
		}

		@Override
		public String park(String name, @Nullable String place) {
			return name + " in " + place;
		}

		@Override
		public CompletableFuture<Void> never() {
			return new CompletableFuture<>();
		}

		@Override
		public Duration remaining(String name, @Nullable Duration within, int count) {
			assertThat(name).isEqualTo("a");
			assertThat(count).isEqualTo(2);
			return Objects.requireNonNull(within);
		}

	}

}
