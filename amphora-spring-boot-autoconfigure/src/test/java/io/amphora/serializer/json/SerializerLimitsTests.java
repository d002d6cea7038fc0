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

package io.amphora.serializer.json;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SerializerLimits}.
 */
class SerializerLimitsTests {

	@Test
	void lets16MegabytesThroughByDefault() {
		assertThat(SerializerLimits.defaults())
			.isEqualTo(new SerializerLimits(100, DataSize.ofMegabytes(16), 16 * 1024 * 1024, 1000));
	}

	@Test
	void refusesLimitsThatProtectNothing() {
		refuses(0, 1, 1, 1);
		refuses(1001, 1, 1, 1);
		refuses(1, 0, 1, 1);
		refuses(1, Integer.MAX_VALUE + 1L, 1, 1);
		refuses(1, 1, 0, 1);
		refuses(1, 1, 1, 0);
	}

	private static void refuses(int depth, long body, int string, int number) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SerializerLimits(depth, DataSize.ofBytes(body), string, number));
	}

}
