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

package io.amphora.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SkippedTests}.
 */
class SkippedTestsTests {

	private static final String LACKS_RABBITMQ = "<skipped message=\"No RabbitMQ: no engine\"/>";

	private static final String ASSUMES_RABBITMQ = "<skipped message=\"Assumption failed: No RabbitMQ: embedded\"/>";

	@TempDir
	private Path reports;

	@Test
	void countsByClassWhatNeedsRabbitMq() throws IOException {
		write("b.B", LACKS_RABBITMQ, LACKS_RABBITMQ, "");
		write("a.A", ASSUMES_RABBITMQ);
		write("c.C", "<skipped message=\"No browser\"/>", "<failure message=\"No RabbitMQ\"/>");
		assertThat(SkippedTests.in(this.reports))
			.containsExactly("Integration tests skipped because there is no RabbitMQ: 3", "    1 a.A", "    2 b.B");
	}

	@Test
	void countsNothingWithoutReports() {
		assertThat(SkippedTests.in(this.reports.resolve("missing")))
			.containsExactly("Integration tests skipped because there is no RabbitMQ: 0");
	}

	private void write(String type, String... results) throws IOException {
		StringBuilder report = new StringBuilder("<testsuite>");
		for (String result : results) {
			report.append("<testcase classname=\"%s\" name=\"works\">%s</testcase>".formatted(type, result));
		}
		Files.writeString(this.reports.resolve("TEST-" + type + ".xml"), report.append("</testsuite>"));
	}

}
