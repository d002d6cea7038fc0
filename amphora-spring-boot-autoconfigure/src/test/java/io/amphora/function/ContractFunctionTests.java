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

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionSignature;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for classes that serve a contract.
 */
class ContractFunctionTests {

	@Test
	void servesTheMethodsOfTheContractAndNoOthers() throws Exception {
		try (Detection detection = new Detection(Calculator.class)) {
			assertThat(detection.namesWithServices()).containsExactly("/extra", "math/add", "math/minus", "math/sub",
					"math/sum", "math/thrice");
			assertThat(detection.call("add", 2, 3)).isEqualTo(5);
			assertThat(detection.call("sub", 2, 3)).isEqualTo(-1);
			assertThat(detection.call("minus", 2)).isEqualTo(-2);
			assertThat(detection.call("sum", "x", 1, 2, 3)).isEqualTo("x6");
			assertThat(detection.call("thrice", 2)).isEqualTo(6);
		}
	}

	@Test
	void resolvesThePlaceholdersOfContracts() {
		try (Detection detection = new Detection(Map.of("colour", "blue"),
				(context) -> context.register(Painter.class))) {
			assertThat(detection.namesWithServices()).containsExactly("blue-paint/paint.blue");
		}
	}

	@Test
	void servesInheritedMethodsWithTheirOwnTypes() throws Exception {
		try (Detection detection = new Detection(Parts.class)) {
			assertThat(detection.namesWithServices()).containsExactly("parts/all", "parts/get", "parts/put");
			assertThat(detection.call("put", Map.of("name", "wheel"))).isEqualTo(new Part("wheel"));
			assertThat(detection.call("get", "seat")).isEqualTo(new Part("seat"));
		}
	}

	@Test
	void servesWhatAClassInheritsFromAClassWithoutContract() throws Exception {
		try (Detection detection = new Detection(InheritedAdder.class)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.call("add", 1, 2)).isEqualTo(3);
		}
	}

	@Test
	void servesEveryContractOfABean() {
		try (Detection detection = new Detection(Versions.class)) {
			assertThat(detection.namesWithServices()).containsExactly("v1/get", "v2/get", "v2/more");
		}
	}

	@Test
	void servesInterfacesThatExtendAContract() {
		try (Detection detection = new Detection(Extension.class)) {
			assertThat(detection.namesWithServices()).containsExactly("v1/extra", "v1/get");
		}
	}

	@Test
	void acknowledgesOnReceiptIfTheContractOrTheClassSaysSo() {
		try (Detection detection = new Detection(Till.class)) {
			assertThat(detection.function("charge").definition().acknowledge()).isEqualTo(Acknowledge.ON_RECEIPT);
			assertThat(detection.function("refund").definition().acknowledge()).isEqualTo(Acknowledge.ON_RECEIPT);
			assertThat(detection.function("price").definition().acknowledge()).isEqualTo(Acknowledge.AFTER_REPLY);
		}
	}

	@Test
	void servesFanoutFunctionsAsTheContractOrTheClassSays() {
		try (Detection detection = new Detection(Announcer.class)) {
			assertThat(detection.functions).allMatch(AnnotatedFunction::fanout);
			assertThat(detection.namesWithServices()).containsExactly("news/announce", "news/revoke");
		}
	}

	@Test
	void timeoutOfTheContractIsTheRemainingTimeAndNoArgument() throws Exception {
		try (Detection detection = new Detection(Sky.class)) {
			Duration remaining = Calls.CONTEXT.remaining();
			assertThat(detection.call("forecast", "here", 2)).isEqualTo("here " + remaining + " 2");
			assertThat(detection.call("later", "there")).isEqualTo("there " + remaining);
			assertThat(detection.function("forecast").definition().signature().parameters())
				.extracting(FunctionSignature.Parameter::name)
				.containsExactly("place", "day");
		}
	}

	@Test
	void takesRedeclaredMethodsOfObjectForNoFunctions() {
		try (Detection detection = new Detection(Ordering.class)) {
			assertThat(detection.namesWithServices()).containsExactly("order/compare");
		}
	}

	interface Delayed<T> {

		T later(T value, @CallTimeout Duration within);

	}

	@AmphoraContract("weather")
	interface Weather extends Delayed<String> {

		String forecast(String place, @CallTimeout Duration within, int day);

	}

	static class Clouds {

		public String forecast(String place, Duration within, int day) {
			return place + " " + within + " " + day;
		}

		public String later(String value, Duration within) {
			return value + " " + within;
		}

	}

	static class Sky extends Clouds implements Weather {

	}

	@AmphoraContract("math")
	interface MathContract {

		int add(int x, int y);

		@AmphoraFunction("sub")
		int subtract(int x, int y);

		@AmphoraFunction("minus")
		int negate(int x);

		String sum(String label, int... values);

		default int twice(int x) {
			return add(x, x);
		}

		@AmphoraFunction
		default int thrice(int x) {
			return add(x, twice(x));
		}

	}

	static class Calculator implements MathContract {

		@Override
		public int add(int x, int y) {
			return x + y;
		}

		@Override
		@AmphoraFunction
		public int subtract(int x, int y) {
			return x - y;
		}

		@Override
		@AmphoraFunction("minus")
		public int negate(int x) {
			return -x;
		}

		@Override
		public String sum(String label, int... values) {
			int sum = 0;
			for (int value : values) {
				sum += value;
			}
			return label + sum;
		}

		@AmphoraFunction
		int extra() {
			return 0;
		}

		public int noFunction() {
			return 0;
		}

	}

	@AmphoraContract("${colour}-paint")
	interface Painting {

		@AmphoraFunction("paint.${colour}")
		void paint();

	}

	static class Painter implements Painting {

		@Override
		public void paint() {
		}

	}

	record Part(String name) {
	}

	interface Store<T, I> {

		T get(I id);

		T put(T value);

	}

	@AmphoraContract("parts")
	interface PartStore extends Store<Part, String> {

		List<Part> all();

		@Override
		Part put(Part value);

	}

	abstract static class AbstractStore<T> implements Store<T, String> {

		@Override
		public T put(T value) {
			return value;
		}

	}

	static class Parts extends AbstractStore<Part> implements PartStore {

		@Override
		public Part put(Part value) {
			return super.put(value);
		}

		@Override
		public Part get(String id) {
			return new Part(id);
		}

		@Override
		public List<Part> all() {
			return List.of();
		}

	}

	static class WithoutContract {

		public int add(int x, int y) {
			return x + y;
		}

	}

	static class InheritedAdder extends WithoutContract implements Sums {

	}

	@AmphoraContract("v1")
	interface First {

		int get();

	}

	@AmphoraContract("v2")
	interface Second extends First {

		int more();

	}

	static class Versions implements Second {

		@Override
		public int get() {
			return 1;
		}

		@Override
		public int more() {
			return 2;
		}

	}

	@AmphoraContract("till")
	interface Payments {

		@AmphoraFunction(acknowledge = Acknowledge.ON_RECEIPT)
		void charge();

		void refund();

		void price();

	}

	static class Till implements Payments {

		@Override
		@AmphoraFunction
		public void charge() {
		}

		@Override
		@AmphoraFunction(acknowledge = Acknowledge.ON_RECEIPT)
		public void refund() {
		}

		@Override
		public void price() {
		}

	}

	@AmphoraContract("news")
	interface News {

		@AmphoraFunction(fanout = true)
		void announce();

		void revoke();

	}

	static class Announcer implements News {

		@Override
		@AmphoraFunction
		public void announce() {
		}

		@Override
		@AmphoraFunction(fanout = true)
		public void revoke() {
		}

	}

	interface Extended extends First {

		int extra();

	}

	static class Extension implements Extended {

		@Override
		public int get() {
			return 1;
		}

		@Override
		public int extra() {
			return 2;
		}

	}

	@AmphoraContract("order")
	interface Order extends Comparator<String> {

		@Override
		String toString();

	}

	static class Ordering implements Order {

		@Override
		public int compare(String first, String second) {
			return first.compareTo(second);
		}

	}

}
