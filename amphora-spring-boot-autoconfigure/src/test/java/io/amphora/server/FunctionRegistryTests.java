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

package io.amphora.server;

import io.amphora.server.function.FunctionDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FunctionRegistry} and {@link FunctionDefinition}.
 */
class FunctionRegistryTests {

	private final FunctionRegistry functions = new FunctionRegistry("math");

	private final FunctionDefinition add = new FunctionDefinition("add", (call) -> 5);

	@Test
	void summarizesTheNamesOfFunctions() {
		assertThat(this.functions.summary()).isEqualTo("no functions yet");
		for (char name = 'y'; name >= 'a'; name--) {
			this.functions.add(new FunctionDefinition(String.valueOf(name), (call) -> 5));
		}
		assertThat(this.functions.summary()).startsWith("a, b, c, ").endsWith(", s, t and 5 more");
	}

	@Test
	void findsFunctionsByName() {
		this.functions.add(this.add);
		assertThat(this.functions.find("add")).isSameAs(this.add);
		assertThat(this.functions.all()).containsExactly(this.add);
	}

	@Test
	void refusesASecondFunctionOfTheSameName() {
		this.functions.add(this.add);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.functions.add(new FunctionDefinition("add", (call) -> 6)))
			.withMessage("Service 'math' already has a function 'add'. Remove it first or choose another name");
		assertThat(this.functions.find("add")).isSameAs(this.add);
	}

	@Test
	void unknownFunctionIsAWrongRequest() {
		assertThat(this.functions.find("sub")).isNull();
		assertThat(this.functions.unknown("sub")).hasMessage("Service 'math' has no function 'sub' on this server");
	}

	@Test
	void suggestsTheNameThatWasProbablyMeant() {
		this.functions.addBuiltIn(new FunctionDefinition("amphora.describe", (call) -> 5));
		this.functions.add(this.add);
		this.functions.add(new FunctionDefinition("reserve", (call) -> 5));
		this.functions.add(new FunctionDefinition("release", (call) -> 5));
		assertThat(this.functions.unknown("ad"))
			.hasMessage("Service 'math' has no function 'ad' on this server. Did you mean 'add'?");
		assertThat(this.functions.unknown("Reserv")).hasMessageEndingWith("Did you mean 'reserve'?");
		assertThat(this.functions.unknown("multiply"))
			.hasMessage("Service 'math' has no function 'multiply' on this server");
		assertThat(this.functions.unknown("add".repeat(1000))).message().doesNotContain("Did you mean");
	}

	@Test
	void nameOfAnUnknownFunctionIsShownSafely() {
		assertThat(this.functions.unknown("a\nb")).hasMessage("Service 'math' has no function 'a?b' on this server");
		assertThat(this.functions.unknown("a".repeat(1000)))
			.hasMessage("Service 'math' has no function '" + "a".repeat(100) + "...' on this server");
	}

	@Test
	void suggestsNothingWithoutIntrospection() {
		this.functions.add(this.add);
		assertThat(this.functions.unknown("ad")).hasMessage("Service 'math' has no function 'ad' on this server");
	}

	@Test
	void refusesNamesThatAreReserved() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.functions.add(new FunctionDefinition("amphora.describe", (call) -> 5)))
			.withMessage("Service 'math' cannot have a function 'amphora.describe': names that begin with 'amphora.'"
					+ " are Amphora's own. Choose another name");
	}

	@Test
	void findsBuiltInFunctionsWithoutListingThem() {
		FunctionDefinition describe = new FunctionDefinition("amphora.describe", (call) -> 5);
		this.functions.addBuiltIn(describe);
		assertThat(this.functions.find("amphora.describe")).isSameAs(describe);
		assertThat(this.functions.all()).isEmpty();
	}

	@Test
	void saysHowToSwitchIntrospectionOn() {
		assertThat(this.functions.unknown("amphora.describe"))
			.hasMessageContaining("introspection is off ('amphora.server.introspection.enabled')");
	}

	@Test
	void removesFunctions() {
		this.functions.add(this.add);
		assertThat(this.functions.remove("add")).isTrue();
		assertThat(this.functions.remove("add")).isFalse();
		assertThat(this.functions.all()).isEmpty();
	}

	@Test
	void functionNeedsAName() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FunctionDefinition(" ", (call) -> 5))
			.withMessageContaining("needs a name");
	}

}
