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

package io.amphora.introspection;

import java.util.List;
import java.util.Map;

import io.amphora.introspection.FunctionDescription.ResultDescription;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServiceDescription} and its parts.
 */
class ServiceDescriptionTests {

	private static final Map<String, Object> NUMBER = Map.of("type", "integer");

	private final FunctionDescription add = new FunctionDescription("add",
			List.of(new ParameterDescription("x", "int", true, false, NUMBER),
					new ParameterDescription(null, "int", false, true, NUMBER)),
			new ResultDescription("int", NUMBER));

	private final ServiceDescription service = new ServiceDescription("math", "one", "app", null, true, "SERVING",
			List.of(this.add, new FunctionDescription("lambda", null, null)), Map.of("handled", 3L));

	@Test
	void survivesTheWireUnchanged() {
		assertThat(ServiceDescription.fromWire(this.service.toWire())).isEqualTo(this.service);
	}

	@Test
	void untypedFunctionHasNoParametersOnTheWire() {
		assertThat(this.service.toWire().get("functions")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.last()
			.isEqualTo(Map.of("name", "lambda"));
	}

	@Test
	void toleratesMissingAndUnknownMembers() {
		ServiceDescription read = ServiceDescription
			.fromWire(Map.of("service", "math", "colour", "red", "statistics", Map.of("handled", 2, "mood", "good")));
		assertThat(read)
			.isEqualTo(new ServiceDescription("math", "", null, null, false, "", List.of(), Map.of("handled", 2L)));
	}

	@Test
	void refusesInvalidDescriptions() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceDescription.fromWire(List.of(1)))
			.withMessage("A description is an object with members");
	}

	@Test
	void functionsAreWrittenAsOneReadsThem() {
		assertThat(this.service.functions()).extracting(FunctionDescription::toString)
			.containsExactly("add(int x, int...): int", "lambda(?)");
		assertThat(new ParameterDescription("y", "int", false, false, NUMBER)).hasToString("[int y]");
		assertThat(this.service.functions()).extracting(FunctionDescription::typed).containsExactly(true, false);
	}

}
