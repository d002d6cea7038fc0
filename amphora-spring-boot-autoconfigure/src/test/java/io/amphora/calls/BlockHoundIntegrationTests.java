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

package io.amphora.calls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.test.BrokerTest;
import io.amphora.test.ForkedJvm;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that reactive calls and functions do not block the threads of event loops.
 */
@BrokerTest
class BlockHoundIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final TestBroker broker;

	BlockHoundIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void eventLoopsAreNotBlocked() {
		List<String> options = List.of("-XX:+AllowRedefinitionToAddDeleteMethods");
		try (ForkedJvm program = new ForkedJvm(NonBlockingProgram.class, options, this.lines::add, this.broker.uri(),
				this.broker.uniqueName("blockhound"))) {
			await().atMost(PATIENCE).until(program::hasEnded);
		}
		assertThat(this.lines).contains(NonBlockingProgram.READY, NonBlockingProgram.DONE + 800)
			.noneMatch((line) -> line.startsWith(NonBlockingProgram.BLOCKED));
	}

}
