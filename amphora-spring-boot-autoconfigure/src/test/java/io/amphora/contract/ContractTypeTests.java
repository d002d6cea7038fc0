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

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for contracts as types: what they inherit, and what is no function of theirs.
 */
class ContractTypeTests {

	private final AmphoraClient client = RemoteCalls.client("parts");

	private final Parts parts = AmphoraContracts.create(Parts.class, this.client);

	@Test
	void readsTypesWithTypeArguments() {
		assertThat(resultType("all")).isEqualTo(type(new ParameterizedTypeReference<List<Part>>() {
		}));
		assertThat(resultType("byName")).isEqualTo(type(new ParameterizedTypeReference<Map<String, List<Part>>>() {
		}));
		assertThat(resultType("some")).isEqualTo(type(new ParameterizedTypeReference<List<Part>>() {
		}));
		assertThat(resultType("anything")).isEqualTo(ResolvableType.forClass(Object.class));
	}

	@Test
	void readsTypesOfAGenericInterfaceAboveIt() {
		assertThat(resultType("get")).isEqualTo(ResolvableType.forClass(Part.class));
		assertThat(resultType("array")).isEqualTo(ResolvableType.forClass(Part[].class));
		assertThat(resultType("list")).isEqualTo(type(new ParameterizedTypeReference<List<Part>>() {
		}));
		assertThat(resultType("later")).isEqualTo(type(new ParameterizedTypeReference<List<Part>>() {
		}));
	}

	@Test
	void callsMethodsOfInterfacesAboveIt() {
		RemoteFunction get = RemoteCalls.reply(this.client, "fetch", new Part("wheel"));
		Store<Part, String> store = this.parts;
		assertThat(store.get("w")).isEqualTo(new Part("wheel"));
		then(get).should().call((Type) Part.class, "w");
	}

	@Test
	void callsOverriddenMethodsByEitherSignature() {
		RemoteFunction put = RemoteCalls.reply(this.client, "put", null);
		Store<Part, String> store = this.parts;
		store.put(new Part("a"));
		this.parts.put(new Part("b"));
		then(put).should().call((Type) void.class, new Part("a"));
		then(put).should().call((Type) void.class, new Part("b"));
	}

	@Test
	void acceptsAMethodOfSeveralInterfaces() {
		RemoteCalls.reply(this.client, "get", "x");
		Both both = AmphoraContracts.create(Both.class, this.client);
		assertThat(((One<String>) both).get("y")).isEqualTo("x");
		assertThat(((Other) both).get("y")).isEqualTo("x");
	}

	@Test
	void runsDefaultMethodsItself() {
		RemoteFunction add = RemoteCalls.reply(this.client, "add", 4);
		Defaults defaults = AmphoraContracts.create(Defaults.class, this.client);
		assertThat(defaults.twice(2)).isEqualTo(4);
		assertThat(defaults.twice(2)).isEqualTo(4);
		then(add).should(times(2)).call((Type) int.class, 2, 2);
		assertThat(defaults.count(1, 2, 3)).isEqualTo(3);
		assertThat(defaults.inherited()).isEqualTo("default");
	}

	@Test
	void isAnObjectLikeAnyOther() {
		Ordering ordering = AmphoraContracts.create(Ordering.class, mock(AmphoraClient.class));
		Ordering other = AmphoraContracts.create(Ordering.class, mock(AmphoraClient.class));
		assertThat(List.of(other, ordering)).containsOnlyOnce(ordering);
		assertThat(ordering).isNotEqualTo(null).hasSameHashCodeAs(ordering);
		assertThat(ordering).hasToString("AmphoraContract[" + Ordering.class.getName() + "]");
	}

	@Test
	void takesRedeclaredMethodsOfObjectForNoFunctions() {
		assertThat(methods(Ordering.class).values()).extracting(ContractMethod::function).containsExactly("compare");
	}

	private static ResolvableType resultType(String name) {
		Method method = ReflectionUtils.findMethod(Parts.class, name, (Class<?>[]) null);
		ContractResult result = methods(Parts.class).get(method).result();
		return ResolvableType.forType(result.type());
	}

	private static Map<Method, ContractMethod> methods(Class<?> contract) {
		return new ContractReader(contract, UnaryOperator.identity(), false).methods();
	}

	private static ResolvableType type(ParameterizedTypeReference<?> type) {
		return ResolvableType.forType(type);
	}

	record Part(String name) {
	}

	interface Store<T, I> {

		@AmphoraFunction("fetch")
		T get(I id);

		T[] array();

		List<? extends T> list();

		CompletableFuture<List<T>> later();

		void put(T value);

	}

	interface Parts extends Store<Part, String> {

		List<Part> all();

		Map<String, List<Part>> byName();

		CompletableFuture<? extends List<? extends Part>> some();

		CompletableFuture<?> anything();

		@Override
		void put(Part part);

	}

	interface One<T> {

		T get(T value);

	}

	interface Other {

		String get(String value);

	}

	interface Both extends One<String>, Other {

	}

	interface Inherited {

		default String inherited() {
			return "default";
		}

	}

	interface Defaults extends Inherited {

		int add(int x, int y);

		default int twice(int x) {
			return add(x, x);
		}

		default int count(int... values) {
			return values.length;
		}

	}

	interface Ordering extends Comparator<String> {

		@Override
		String toString();

	}

}
