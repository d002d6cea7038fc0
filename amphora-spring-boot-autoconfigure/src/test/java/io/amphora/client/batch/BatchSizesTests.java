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

package io.amphora.client.batch;

import java.util.Map;

import io.amphora.topology.WireHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchSizes}.
 */
class BatchSizesTests {

	private final BatchSizes sizes = new BatchSizes();

	@Test
	void callsAreSeparateBeforeAServerHasReplied() {
		assertThat(this.sizes.of("add")).isEqualTo(BatchSizes.UNBATCHED);
		assertThat(this.sizes.isPaused()).isFalse();
	}

	@Test
	void sizeIsThatOfTheFunction() {
		replied("add", 100);
		replied("sub", 4L);
		assertThat(this.sizes.of("add")).isEqualTo(100);
		assertThat(this.sizes.of("sub")).isEqualTo(4);
		assertThat(this.sizes.of("mul")).isEqualTo(BatchSizes.UNBATCHED);
	}

	@Test
	void smallestSizeOfSeveralServersCounts() {
		replied("add", 100);
		replied("add", 4);
		replied("add", 100);
		assertThat(this.sizes.of("add")).isEqualTo(4);
	}

	@Test
	void replyThatSaysNothingAboutItsFunctionChangesNothing() {
		replied("add", 100);
		replied("add", 0);
		assertThat(this.sizes.of("add")).isEqualTo(100);
	}

	@Test
	void replyOfAServerWithoutBatchesPausesThemForAllFunctions() {
		replied("add", 100);
		this.sizes.replied("sub", null);
		assertThat(this.sizes.of("add")).isEqualTo(BatchSizes.UNBATCHED);
		assertThat(this.sizes.isPaused()).isTrue();
		replied("add", 100);
		assertThat(this.sizes.of("add")).isEqualTo(BatchSizes.UNBATCHED);
	}

	@Test
	void callsOfAFunctionAreSeparateAfterAServerHasAskedForIt() {
		this.sizes.requireSingle("add");
		assertThat(this.sizes.requiresSingle("add")).isTrue();
		assertThat(this.sizes.requiresSingle("sub")).isFalse();
		for (int i = 0; i < 10_000; i++) {
			this.sizes.requireSingle("function" + i);
		}
		assertThat(this.sizes.requiresSingle("add")).isFalse();
	}

	@Test
	void headersWithOtherTypesOrValuesAreHarmless() {
		replied("add", Long.MAX_VALUE);
		assertThat(this.sizes.of("add")).isEqualTo(Integer.MAX_VALUE);
		replied("sub", -5);
		assertThat(this.sizes.of("sub")).isEqualTo(BatchSizes.UNBATCHED);
		replied("mul", 2.5);
		assertThat(this.sizes.of("mul")).isEqualTo(2);
		this.sizes.replied("mul", Map.of(WireHeaders.BATCH, "many"));
		assertThat(this.sizes.isPaused()).isTrue();
	}

	@Test
	void sizesOfManyFunctionsAreForgotten() {
		replied("first", 100);
		for (int i = 0; i < 10_000; i++) {
			replied("function" + i, 100);
		}
		assertThat(this.sizes.of("first")).isEqualTo(BatchSizes.UNBATCHED);
		assertThat(this.sizes.of("function9999")).isEqualTo(100);
	}

	private void replied(String function, Number size) {
		this.sizes.replied(function, Map.of(WireHeaders.BATCH, size));
	}

}
