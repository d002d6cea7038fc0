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
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedBroker}.
 */
class SharedBrokerTests {

	private static final long NOT_A_PROCESS = Long.MAX_VALUE;

	@TempDir
	private Path folder;

	@Test
	void readsWhatWasWritten() throws IOException {
		assertThat(read(ProcessHandle.current().pid())).hasValueSatisfying((broker) -> {
			assertThat(broker.address()).usingRecursiveComparison().ignoringFields("owner").isEqualTo(address());
			assertThat(broker.whyNoRabbitMq()).isEqualTo("no engine");
		});
		assertThat(this.folder).isDirectoryNotContaining("glob:**.new");
	}

	@Test
	void ignoresABrokerWhoseProcessHasEnded() throws IOException {
		assertThat(read(NOT_A_PROCESS)).isEmpty();
	}

	@Test
	void isEmptyWithoutAFile() throws IOException {
		assertThat(SharedBroker.read(this.folder.resolve("missing"))).isEmpty();
	}

	private Optional<SharedBroker> read(long pid) throws IOException {
		Path file = this.folder.resolve("broker.properties");
		new SharedBroker(address(), "no engine", pid).write(file);
		assertThat(Files.exists(file)).isTrue();
		return SharedBroker.read(file);
	}

	private static BrokerAddress address() {
		return new BrokerAddress("a broker", false, "localhost", 5672, "guest", "gu=e:st", "/", () -> {
		});
	}

}
