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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

class CommandTests {

	private static final List<String> ENDLESS = List.of("/bin/sleep", "600");

	@Test
	void endsWithAJvmThatIsKilled() {
		Queue<String> pids = new ConcurrentLinkedQueue<>();
		ForkedJvm jvm = new ForkedJvm(Other.class, pids::add);
		try {
			Awaitility.await("process of the other JVM").atMost(PATIENCE).until(() -> !pids.isEmpty());
			ProcessHandle process = ProcessHandle.of(Long.parseLong(pids.element())).orElseThrow();
			assertThat(process.isAlive()).isTrue();
			jvm.kill();
			Awaitility.await("end of the process").atMost(PATIENCE).until(() -> !process.isAlive());
		}
		finally {
			jvm.close();
		}
	}

	@Test
	void leavesNoGuardBehind() {
		long before = ProcessHandle.current().children().count();
		Process process = start();
		assertThat(ProcessHandle.current().children().count()).isEqualTo(before + 2);
		process.destroyForcibly();
		Awaitility.await("end of the guard")
			.atMost(PATIENCE)
			.until(() -> ProcessHandle.current().children().count() == before);
	}

	private static Process start() {
		return Command.start(Map.of(), Path.of("/dev/null"), ENDLESS);
	}

	static final class Other {

		private Other() {
		}

		public static void main(String[] args) throws InterruptedException {
			System.out.println(start().pid());
			new CountDownLatch(1).await();
		}

	}

}
