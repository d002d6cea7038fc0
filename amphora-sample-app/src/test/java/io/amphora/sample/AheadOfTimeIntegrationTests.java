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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts the sample as the build has processed it ahead of time, in a process of its own.
 */
class AheadOfTimeIntegrationTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	@TempDir
	private Path folder;

	private Process application;

	@AfterEach
	void kill() {
		this.application.destroyForcibly();
	}

	@Test
	void runsWithWhatWasGenerated() throws Exception {
		Path output = this.folder.resolve("output");
		start(output.toFile());
		await().atMost(LIMIT)
			.until(() -> !this.application.isAlive() || Files.readString(output).contains("calls of add: "));
		this.application.destroy();
		assertThat(this.application.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(Files.readString(output)).contains("Starting AOT-processed SampleApplication");
		assertThat(Files.readString(output).lines()).containsSubsequence("add(2, 3) = 5",
				"div(10, 0) -> ArithmeticException: / by zero",
				"send_message.email.text(\"Hello!\") = sent as text: Hello!", "math.square(12) = 144",
				"by a tuner = shown: Hello again!", "gathered = [oslo: -3, rome: 17]", "after serve(), add(2, 3) = 5",
				"service simplemath of application simplemath is SERVING",
				"the function runs in the trace of its caller: true", "negate_later(add(2, 3)) = -5",
				"power(3) = 9, power(3, 9) = 19683", "server-simplemath: UP", "client-simplemath: UP");
	}

	private void start(File output) throws Exception {
		this.application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-cp", System.getProperty("java.class.path"),
				SampleApplication.class.getName(), "--server.port=0", "--amphora.clients.simplemath.timeout=60s")
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
	}

}
