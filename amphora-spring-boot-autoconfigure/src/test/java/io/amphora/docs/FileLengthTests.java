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

package io.amphora.docs;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the length of the sources.
 */
class FileLengthTests {

	/** Including the licence header. */
	private static final int MAX_LINES = 400;

	@Test
	void noSourceFileIsLong() {
		assertThat(Repository.filesBelow(Repository.mainSources(), ".java")).isNotEmpty()
			.allSatisfy((file) -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(MAX_LINES));
	}

	private static long lines(Path file) {
		return Repository.read(file).lines().count();
	}

}
