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

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.amphora.AmphoraError;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.TopologyException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * Tests for exceptions that the methods of a contract declare.
 */
class DeclaredExceptionTests {

	private final AmphoraClient client = RemoteCalls.client("shop");

	private final Shop shop = AmphoraContracts.create(Shop.class, this.client);

	@Test
	void declaredExceptionIsThrown() {
		RemoteException remote = fail("OutOfStock", "no lamp left");
		assertThatExceptionOfType(OutOfStockException.class).isThrownBy(this.shop::buy)
			.withMessage("no lamp left")
			.withCause(remote);
	}

	@Test
	void declaredCheckedExceptionIsThrown() {
		RemoteException remote = fail("IOException", "disk full");
		assertThatExceptionOfType(IOException.class).isThrownBy(this.shop::buy)
			.withMessage("disk full")
			.withCause(remote);
	}

	@Test
	void futureCompletesWithDeclaredException() {
		RemoteException remote = new RemoteException("OutOfStock", "no lamp left");
		assertThat(later(CompletableFuture.failedFuture(remote))).isInstanceOf(OutOfStockException.class)
			.hasCause(remote);
		assertThat(later(CompletableFuture.failedFuture(new CompletionException(remote))))
			.isInstanceOf(OutOfStockException.class);
		assertThat(later(CompletableFuture.failedFuture(new ExecutionException(remote))))
			.isInstanceOf(OutOfStockException.class);
	}

	@Test
	void futureCompletesWithOtherExceptionsAsTheyAre() {
		for (Exception other : List.of(new RemoteException("Other"), new NoResultException("none", null),
				new CompletionException(null))) {
			assertThat(later(CompletableFuture.failedFuture(other))).isSameAs(other);
		}
	}

	@Test
	void exceptionWithoutATypeIsThrownAsItIs() {
		RemoteException remote = new RemoteException(null, List.of("no lamp left"), null);
		assertThat(later(CompletableFuture.failedFuture(remote))).isSameAs(remote);
	}

	@Test
	void futureCompletesWithTheResult() {
		RemoteCalls.reply(this.client, "buyLater", 5);
		assertThat(this.shop.buyLater()).isCompletedWithValue(5);
	}

	@Test
	void callIsCancelledWithItsFuture() {
		RemoteFunction function = RemoteCalls.reply(this.client, "buyLater", null);
		CompletableFuture<Object> call = new CompletableFuture<>();
		given(function.defer(any(Type.class), any(Object[].class))).willReturn(call);
		this.shop.buyLater().cancel(true);
		assertThat(call).isCancelled();
	}

	@Test
	void argumentsAreConverted() {
		fail("Rejected", "lamp", 3, "SOLD", List.of(1L, 2), Map.of("a", 1.5));
		assertThatExceptionOfType(RejectedException.class).isThrownBy(this.shop::buy).satisfies((ex) -> {
			assertThat(ex).hasMessage("lamp 3 SOLD");
			assertThat(ex.rows).containsExactly(1L, 2L);
			assertThat(ex.prices).containsEntry("a", new BigDecimal("1.5"));
		});
		fail("Rejected", null, 3, null, null, null);
		assertThatExceptionOfType(RejectedException.class).isThrownBy(this.shop::buy).withMessage("null 3 null");
	}

	@Test
	void mostSpecificConstructorIsUsed() {
		fail("Overloaded", "x");
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.shop::buy).withMessage("text x");
		fail("Overloaded", 5);
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.shop::buy).withMessage("number 5");
		fail("Overloaded", true);
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.shop::buy).withMessage("object true");
		fail("Overloaded");
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(this.shop::buy).withMessage("nothing");
	}

	@Test
	void messageThatTheServerKeepsIsNull() {
		RemoteException remote = fail("OutOfStock");
		assertThatExceptionOfType(OutOfStockException.class).isThrownBy(this.shop::buy)
			.withMessage(null)
			.withCause(remote);
		fail("Caused");
		assertThatExceptionOfType(CausedException.class).isThrownBy(this.shop::buy).withMessage(null);
		assertStays("Rejected");
	}

	@Test
	void lastParameterMayBeTheCause() {
		RemoteException remote = fail("Caused", "x");
		assertThatExceptionOfType(CausedException.class).isThrownBy(this.shop::buy).withMessage("x").withCause(remote);
	}

	@Test
	void remoteExceptionIsSuppressedIfThereIsAnotherCause() {
		RemoteException remote = fail("Uncaused", "x");
		assertThatExceptionOfType(UncausedException.class).isThrownBy(this.shop::buy)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getSuppressed()).containsExactly(remote));
	}

	@Test
	void argumentsThatNoConstructorTakesAreLeftToTheRemoteException() {
		assertStays("OutOfStock", 5);
		assertStays("OutOfStock", "a", "b");
		assertStays("Rejected", "lamp", 3.5, "SOLD", List.of(), Map.of());
		assertStays("Rejected", "lamp", 5_000_000_000L, "SOLD", List.of(), Map.of());
		assertStays("Rejected", "lamp", null, "SOLD", List.of(), Map.of());
		assertStays("Rejected", "lamp", 3, "BOUGHT", List.of(), Map.of());
		assertStays("Rejected", "lamp", 3, "SOLD", List.of("x"), Map.of());
		assertStays("Rejected", "lamp", 3, "SOLD", List.of(), Map.of("a", "b"));
		assertStays("Rejected", "lamp", new BigDecimal("1e999"), "SOLD", List.of(), Map.of());
		assertStays("Private", "x");
		assertStays("Detailed", "x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Undeclared", "UndeclaredException", "java.io.IOException",
			"io.amphora.contract.DeclaredExceptionTests$OutOfStockException", "OutOfStockException", "Abstract",
			"AbstractException", "InterruptedException", "TopologyException", "Error", "" })
	void otherTypesAreLeftToTheRemoteException(String type) {
		assertStays(type, "x");
	}

	@Test
	void constructorThatThrowsLeavesTheRemoteException() {
		RemoteException remote = fail("Failing", "x");
		assertThatThrownBy(this.shop::buy).isSameAs(remote);
		assertThat(remote.getSuppressed()).singleElement().isInstanceOf(StackOverflowError.class);
		RemoteException thrownAgain = fail("Failing", "x", 1);
		assertThatThrownBy(this.shop::buy).isSameAs(thrownAgain);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOnceOfAnExceptionWhoseConstructorDoesNotFit(CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			RemoteException remote = fail("SoldOut", "s3cret", 5, null, List.of("s3cret"));
			assertThatThrownBy(this.shop::buy).isSameAs(remote);
		}
		assertThat(output).containsOnlyOnce("Callers get a RemoteException instead of "
				+ SoldOutException.class.getName()
				+ ": the class has no constructor for 4 arguments (String, Integer, null, List). Correct the constructor")
			.contains("docs/typed-clients.md (\"Exceptions\")")
			.doesNotContain("s3cret");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOnceOfAnExceptionWhoseConstructorThrows(CapturedOutput output) {
		for (int i = 0; i < 2; i++) {
			RemoteException remote = fail("Throwing", "s3cret");
			assertThatThrownBy(this.shop::buy).isSameAs(remote);
		}
		assertThat(output)
			.containsOnlyOnce(ThrowingException.class.getName()
					+ ": a constructor of the class throws java.lang.IllegalStateException.")
			.doesNotContain("s3cret");
	}

	@Test
	void checkedExceptionThatOneOfTwoInterfacesDeclaresIsNotThrown() {
		Both both = AmphoraContracts.create(Both.class, this.client);
		RemoteException remote = fail("IOException", "disk full");
		assertThatThrownBy(both::buy).isSameAs(remote);
		fail("OutOfStock", "no lamp left");
		assertThatThrownBy(both::buy).isInstanceOf(OutOfStockException.class);
	}

	@Test
	void twoExceptionsOfOneTypeAreRefused() {
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> AmphoraContracts.create(Ambiguous.class, this.client))
			.withMessageContaining("It declares two exceptions of the type 'OutOfStock'.")
			.withMessageContaining("@AmphoraError(\"OtherName\")");
	}

	private void assertStays(String type, @Nullable Object... args) {
		RemoteException remote = fail(type, args);
		assertThatThrownBy(this.shop::buy).isSameAs(remote);
		assertThat(remote.getSuppressed()).isEmpty();
	}

	private RemoteException fail(String type, @Nullable Object... args) {
		RemoteException remote = new RemoteException(type, Arrays.asList(args), null);
		RemoteFunction function = RemoteCalls.reply(this.client, "buy", null);
		given(function.call(any(Type.class), any(Object[].class))).willThrow(remote);
		return remote;
	}

	/** What a callback gets, which is not wrapped as that of {@code join} is. */
	private @Nullable Throwable later(CompletableFuture<Object> call) {
		RemoteFunction function = RemoteCalls.reply(this.client, "buyLater", null);
		given(function.defer(any(Type.class), any(Object[].class))).willReturn(call);
		return this.shop.buyLater().orTimeout(30, TimeUnit.SECONDS).handle((value, failure) -> failure).join();
	}

	interface Shop {

		void buy() throws OutOfStockException, IOException, RejectedException, OverloadedException, CausedException,
				UncausedException, FailingException, AbstractException, PrivateException, DetailedException,
				SoldOutException, ThrowingException, InterruptedException, TopologyException, Error;

		CompletableFuture<Integer> buyLater() throws OutOfStockException;

	}

	interface Careful {

		void buy() throws IOException, OutOfStockException;

	}

	interface Careless {

		void buy();

	}

	interface Both extends Careful, Careless {

	}

	interface Ambiguous {

		void buy() throws OutOfStockException, OutOfStock;

	}

	@AmphoraError("OutOfStock")
	static class OutOfStockException extends RuntimeException {

		OutOfStockException(String message) {
			super(message);
		}

	}

	static class OutOfStock extends RuntimeException {

	}

	enum Reason {

		SOLD, BROKEN

	}

	@AmphoraError("Rejected")
	static class RejectedException extends Exception {

		private final List<Long> rows;

		private final Map<String, BigDecimal> prices;

		RejectedException(String article, int count, Reason reason, List<Long> rows, Map<String, BigDecimal> prices) {
			super(article + " " + count + " " + reason);
			this.rows = rows;
			this.prices = prices;
		}

	}

	@AmphoraError("Overloaded")
	static class OverloadedException extends Exception {

		OverloadedException() {
			super("nothing");
		}

		OverloadedException(Object value) {
			super("object " + value);
		}

		OverloadedException(long number) {
			super("long " + number);
		}

		OverloadedException(int number) {
			super("number " + number);
		}

		OverloadedException(String text) {
			super("text " + text);
		}

		OverloadedException(Throwable cause) {
			super(cause);
		}

	}

	@AmphoraError("Caused")
	static class CausedException extends Exception {

		CausedException(String message, Exception cause) {
			super(message, cause);
		}

	}

	@AmphoraError("Uncaused")
	static class UncausedException extends Exception {

		UncausedException(String message) {
			super(message, null);
		}

	}

	@AmphoraError("Failing")
	static class FailingException extends RuntimeException {

		FailingException(String message) {
			throw new StackOverflowError(message);
		}

		FailingException(String message, int number, RuntimeException cause) {
			throw cause;
		}

	}

	@AmphoraError("SoldOut")
	static class SoldOutException extends RuntimeException {

		SoldOutException(String article, int left) {
			super(article + left);
		}

	}

	@AmphoraError("Throwing")
	static class ThrowingException extends RuntimeException {

		ThrowingException(String message) {
			throw new IllegalStateException(message);
		}

	}

	@AmphoraError("Abstract")
	abstract static class AbstractException extends RuntimeException {

		AbstractException(String message) {
			super(message);
		}

	}

	@AmphoraError("Detailed")
	static final class DetailedException extends RuntimeException {

		DetailedException(String message, Object detail) {
			super(message + detail);
		}

	}

	@AmphoraError("Private")
	static final class PrivateException extends RuntimeException {

		private PrivateException(String message) {
			super(message);
		}

	}

}
