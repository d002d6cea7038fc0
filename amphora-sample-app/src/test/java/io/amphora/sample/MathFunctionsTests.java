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

package io.amphora.sample;

import io.amphora.RemoteException;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MathFunctions}, called as others call them.
 */
@AmphoraTest(properties = "amphora.clients.simplemath.timeout=60s")
class MathFunctionsTests {

	@Autowired
	AmphoraClient simplemath;

	@Test
	void subtractsTheSecondFromTheFirst() {
		assertThat(this.simplemath.call("sub", int.class, 10, 3)).isEqualTo(7);
	}

	@Test
	void nothingIsDividedByZero() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.simplemath.call("div", int.class, 1, 0))
			.withMessageContaining("/ by zero");
	}

}
