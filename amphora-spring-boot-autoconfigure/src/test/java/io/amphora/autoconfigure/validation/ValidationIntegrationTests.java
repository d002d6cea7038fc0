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

package io.amphora.autoconfigure.validation;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for functions whose parameters have constraints.
 */
@AmphoraTest(properties = "amphora.server.service-name=validated")
class ValidationIntegrationTests {

	@Autowired
	AmphoraClient client;

	@ParameterizedTest
	@CsvSource({ "plain", "proxied", "contract" })
	void constraintOfAParameterIsChecked(String function) {
		assertThat(this.client.call(function, int.class, 5)).isEqualTo(5);
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call(function, int.class, -5))
			.withMessageContaining(
					"Function '%s' received invalid arguments: 'count' must be greater than 0".formatted(function));
	}

	@Test
	void groupOfTheClassIsChecked() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("grouped", int.class, 11))
			.withMessageContaining("'count' must be less than or equal to 10");
		assertThat(this.client.call("grouped", int.class, -11)).isEqualTo(-11);
	}

	@Test
	void callerGetsTheViolationsAndTheReason() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("several", String.class, -5, new Order("")))
			.satisfies((ex) -> {
				assertThat(ex.violations()).containsExactly(new Violation("count", "must be greater than 0"),
						new Violation("order.sku", "must not be blank"));
				assertThat(ex.reason()).isEqualTo("Function 'several' received invalid arguments:"
						+ " 'count' must be greater than 0, 'order.sku' must not be blank");
			});
	}

	@Test
	void argumentsByNameAreChecked() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.function("plain").kwarg("count", 0).call(int.class))
			.withMessageContaining("'count' must be greater than 0");
	}

	@Test
	void wrongResultIsNotTheCallersFault() {
		assertThatExceptionOfType(RemoteException.class)
			.isThrownBy(() -> this.client.call("result", String.class, "long"))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("ConstraintViolationException"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Plain.class, Proxied.class, Grouped.class, Contract.class })
	static class Functions {

	}

	record Order(@NotBlank String sku) {

	}

	static class Plain {

		@AmphoraFunction
		String several(@Positive int count, @Valid Order order) {
			return count + " of " + order.sku();
		}

		@AmphoraFunction
		int plain(@Positive int count) {
			return count;
		}

	}

	@Validated
	static class Proxied {

		@AmphoraFunction
		int proxied(@Positive int count) {
			return count;
		}

		@AmphoraFunction
		@Size(max = 3)
		String result(String text) {
			return text;
		}

	}

	interface Few {

	}

	@Validated(Few.class)
	static class Grouped {

		@AmphoraFunction
		int grouped(@Positive @Max(value = 10, groups = Few.class) int count) {
			return count;
		}

	}

	@AmphoraContract("validated")
	interface Counter {

		int contract(@Positive int count);

	}

	static class Contract implements Counter {

		@Override
		public int contract(int count) {
			return count;
		}

	}

}
