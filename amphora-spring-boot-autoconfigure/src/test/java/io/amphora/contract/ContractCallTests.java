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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for what the methods of a typed client ask of its client.
 */
class ContractCallTests {

	private final AmphoraClient client = RemoteCalls.client("math");

	private final Calculator calculator = AmphoraContracts.create(Calculator.class, this.client);

	@Test
	void waitsForAResult() {
		RemoteFunction add = RemoteCalls.reply(this.client, "add", 5);
		assertThat(this.calculator.add(2, 3)).isEqualTo(5);
		then(add).should().call((Type) int.class, 2, 3);
		then(add).shouldHaveNoMoreInteractions();
	}

	@Test
	void callsAMethodWithoutArgumentsOrResult() {
		RemoteFunction reset = RemoteCalls.reply(this.client, "reset", null);
		this.calculator.reset();
		then(reset).should().call((Type) void.class);
	}

	@Test
	void passesNullsOn() {
		RemoteFunction find = RemoteCalls.reply(this.client, "find", null);
		assertThat(this.calculator.find(null)).isNull();
		then(find).should().call((Type) String.class, (Object) null);
	}

	@Test
	void throwsWhatTheClientThrows() {
		given(this.client.function("add")).willThrow(new UnsupportedOperationException("on purpose"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.calculator.add(1, 2));
	}

	@Test
	void returnsFutures() throws Exception {
		RemoteFunction multiply = RemoteCalls.reply(this.client, "multiply", 6);
		assertThat(this.calculator.multiply(2, 3)).isCompletedWithValue(6);
		then(multiply).should().defer((Type) Integer.class, 2, 3);
		RemoteCalls.reply(this.client, "stage", "x");
		assertThat(this.calculator.stage()).isCompletedWithValue("x");
		RemoteCalls.reply(this.client, "future", "y");
		assertThat(this.calculator.future().get()).isEqualTo("y");
	}

	@Test
	void returnsFuturesOfNothing() {
		RemoteFunction later = RemoteCalls.reply(this.client, "later", null);
		assertThat(this.calculator.later()).isCompletedWithValue(null);
		then(later).should().defer((Type) Void.class);
	}

	@Test
	void namesFunctionsAsTheirAnnotationSays() {
		RemoteFunction subtract = RemoteCalls.reply(this.client, "math.sub", 1);
		assertThat(this.calculator.subtract(3, 2)).isEqualTo(1);
		then(subtract).should().call((Type) int.class, 3, 2);
	}

	@Test
	void writesOutVariableArguments() {
		RemoteFunction sum = RemoteCalls.reply(this.client, "sum", 6);
		assertThat(this.calculator.sum("a", 1, 2, 3)).isEqualTo(6);
		then(sum).should().call((Type) int.class, "a", 1, 2, 3);
		this.calculator.sum("a");
		then(sum).should().call((Type) int.class, "a");
	}

	@Test
	void writesOutVariableArgumentsThatAreObjects() {
		RemoteFunction join = RemoteCalls.reply(this.client, "join", "xy");
		assertThat(this.calculator.join("x", null)).isEqualTo("xy");
		then(join).should().call((Type) String.class, "x", null);
		this.calculator.join((String[]) null);
		then(join).should().call((Type) String.class);
	}

	@Test
	void keepsAnArrayThatIsNotVariableInOnePiece() {
		RemoteFunction total = RemoteCalls.reply(this.client, "total", 6);
		int[] values = { 1, 2, 3 };
		assertThat(this.calculator.total(values)).isEqualTo(6);
		then(total).should().call((Type) int.class, (Object) values);
	}

	@Test
	void setsTheRoutingKeyToAnArgument() {
		RemoteFunction move = RemoteCalls.reply(this.client, "move", null);
		this.calculator.move("crate", 7);
		then(move).should().routingKey("7");
		then(move).should().call((Type) void.class, "crate", 7);
	}

	@Test
	void leavesTheRoutingKeyToTheClientIfTheArgumentIsNothing() {
		RemoteFunction choose = RemoteCalls.reply(this.client, "choose", null);
		this.calculator.choose(Optional.empty());
		this.calculator.choose(null);
		then(choose).should(never()).routingKey(any());
		this.calculator.choose(Optional.of("here"));
		then(choose).should().routingKey("here");
	}

	@Test
	void setsTimeouts() {
		RemoteFunction slow = RemoteCalls.reply(this.client, "slow", null);
		RemoteFunction quick = RemoteCalls.reply(this.client, "quick", List.of());
		Impatient impatient = AmphoraContracts.create(Impatient.class, this.client);
		impatient.slow();
		then(slow).should().timeout(Duration.ofMinutes(2));
		impatient.quick();
		then(quick).should().timeout(Duration.ofMillis(500));
	}

	@Test
	void setsTimeoutsThatAreLongerThanTheClockCounts() {
		RemoteFunction wait = RemoteCalls.reply(this.client, "await", null);
		AmphoraContracts.create(Endless.class, this.client).await();
		then(wait).should().timeout(Duration.ofDays(110_000));
	}

	@Test
	void setsTheTimeoutToAnArgumentThatIsNotSent() {
		RemoteFunction forecast = RemoteCalls.reply(this.client, "forecast", "sun");
		Patient patient = AmphoraContracts.create(Patient.class, this.client);
		assertThat(patient.forecast("here", Duration.ofSeconds(7), 1, 2)).isEqualTo("sun");
		then(forecast).should().timeout(Duration.ofSeconds(7));
		then(forecast).should().call((Type) String.class, "here", 1, 2);
	}

	@Test
	void setsTheTimeoutOfTheMethodIfTheArgumentIsNull() {
		RemoteFunction forecast = RemoteCalls.reply(this.client, "forecast", "sun");
		AmphoraContracts.create(Patient.class, this.client).forecast("here", null);
		then(forecast).should().timeout(Duration.ofSeconds(2));
		then(forecast).should().call((Type) String.class, "here");
	}

	@Test
	void leavesTheTimeoutToAClientThatOverridesItUnlessItIsAnArgument() {
		RemoteFunction forecast = RemoteCalls.reply(this.client, "forecast", "sun");
		given(this.client.overridesContractTimeouts()).willReturn(true);
		Patient patient = AmphoraContracts.create(Patient.class, this.client);
		patient.forecast("here", null);
		then(forecast).should(never()).timeout(any());
		patient.forecast("here", Duration.ofSeconds(7));
		then(forecast).should().timeout(Duration.ofSeconds(7));
	}

	@Test
	void callsFanoutFunctionsWithTheFanoutClientAndOthersWithTheOther() {
		RemoteFunction stock = RemoteCalls.reply(this.client, "stock", 3);
		AmphoraFanoutClient everyServer = mock(AmphoraFanoutClient.class);
		RemoteFunction clear = RemoteCalls.reply(everyServer, "clear", null);
		Inventory inventory = AmphoraContracts.create(Inventory.class, this.client, everyServer);
		assertThat(inventory.stock("lamp")).isEqualTo(3);
		inventory.clear();
		then(stock).should().call((Type) int.class, "lamp");
		then(clear).should().call((Type) void.class);
	}

	@Test
	void distinguishesIdempotentFunctions() {
		RemoteFunction price = RemoteCalls.reply(this.client, "price", 7);
		RemoteFunction buy = RemoteCalls.reply(this.client, "buy", 7);
		Shop shop = AmphoraContracts.create(Shop.class, this.client);
		shop.price();
		then(price).should().idempotent(true);
		shop.buy();
		then(buy).should(never()).idempotent(anyBoolean());
	}

	interface Shop {

		@AmphoraFunction(idempotent = true)
		int price();

		int buy();

	}

	@CallTimeout("1s")
	interface Patient {

		@CallTimeout("2s")
		String forecast(String place, @CallTimeout @Nullable Duration within, int... days);

	}

	interface Inventory {

		int stock(String article);

		@AmphoraFunction(fanout = true)
		void clear();

	}

	interface Calculator {

		int add(int x, int y);

		void reset();

		@Nullable String find(@Nullable String name);

		CompletableFuture<Integer> multiply(int x, int y);

		CompletionStage<String> stage();

		Future<String> future();

		CompletableFuture<Void> later();

		@AmphoraFunction("math.sub")
		int subtract(int x, int y);

		int sum(String label, int... values);

		String join(@Nullable String @Nullable ... parts);

		int total(int[] values);

		void move(String thing, @RoutingKey int place);

		void choose(@RoutingKey @Nullable Optional<String> place);

	}

	@CallTimeout("500ms")
	interface Impatient {

		@CallTimeout("PT2M")
		void slow();

		List<String> quick();

	}

	interface Endless {

		@CallTimeout("110000d")
		void await();

	}

}
