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

package io.amphora.logging;

import java.util.stream.IntStream;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WarningLimit}.
 */
class WarningLimitTests {

	private static final long INTERVAL = WarningLimit.INTERVAL.toNanos();

	private final WarningLimit limit = new WarningLimit();

	@Test
	void isDueOncePerInterval() {
		assertThat(this.limit.isDue("f", 0)).isTrue();
		assertThat(this.limit.isDue("f", INTERVAL - 1)).isFalse();
		assertThat(this.limit.isDue("f", INTERVAL)).isTrue();
		assertThat(this.limit.isDue("f", INTERVAL + 1)).isFalse();
		assertThat(this.limit.isDue("g", INTERVAL + 1)).isTrue();
	}

	@Test
	void furtherKindsAreOneKind() {
		assertThat(due(5000, 0)).isEqualTo(1001);
		assertThat(this.limit.isDue("kind 0", 1)).isFalse();
		assertThat(this.limit.isDue("another", INTERVAL - 1)).isFalse();
		assertThat(this.limit.isDue("another", INTERVAL)).isTrue();
		assertThat(this.limit.isDue("kind 0", INTERVAL)).isTrue();
		assertThat(due(5000, 2 * INTERVAL)).isEqualTo(1001);
	}

	private long due(int kinds, long now) {
		return IntStream.range(0, kinds).filter((i) -> this.limit.isDue("kind " + i, now)).count();
	}

	@Test
	void laterWarningsOfAKindAreLoggedAtDebugLevel() {
		Log logger = mock(Log.class);
		this.limit.warn(logger, "f", "One.");
		this.limit.warn(logger, "f", "Two.");
		then(logger).should().warn("One. Others like it are logged at debug level for a minute");
		then(logger).should().debug("Two.");
		then(logger).shouldHaveNoMoreInteractions();
	}

	@Test
	void causesAreLoggedAtDebugLevel() {
		Log logger = mock(Log.class);
		Throwable cause = new IllegalStateException();
		this.limit.warn(logger, "f", "One.", cause);
		this.limit.warn(logger, "f", "Two.", cause);
		then(logger).should().warn("One. Others like it are logged at debug level for a minute");
		then(logger).should().debug("One.", cause);
		then(logger).should().debug("Two.", cause);
		then(logger).shouldHaveNoMoreInteractions();
	}

}
