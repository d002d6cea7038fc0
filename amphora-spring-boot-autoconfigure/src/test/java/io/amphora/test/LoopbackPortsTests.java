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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

class LoopbackPortsTests {

	private static final int COUNT = 250;

	@Test
	void givesEachPortOnce() {
		assertThat(ports()).hasSize(COUNT);
	}

	@Test
	void givesPortsThatNoOtherJvmGives() {
		Queue<String> others = new ConcurrentLinkedQueue<>();
		ForkedJvm other = new ForkedJvm(Other.class, others::add);
		try {
			Awaitility.await("ports of the other JVM").atMost(PATIENCE).until(() -> others.size() == COUNT);
			assertThat(ports()).doesNotContainAnyElementsOf(others.stream().map(Integer::valueOf).toList());
		}
		finally {
			other.close();
		}
	}

	@Test
	void givesPortsOnWhichAServerCanListen() throws IOException {
		int port = LoopbackPorts.free();
		try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName(LoopbackPorts.HOST))) {
			assertThat(server.getLocalPort()).isEqualTo(port);
			assertThat(AmqpProbe.accepts(port)).isTrue();
		}
	}

	private static Set<Integer> ports() {
		return IntStream.range(0, COUNT).mapToObj((index) -> LoopbackPorts.free()).collect(Collectors.toSet());
	}

	static final class Other {

		private Other() {
		}

		public static void main(String[] args) throws InterruptedException {
			ports().forEach(System.out::println);
			new CountDownLatch(1).await();
		}

	}

}
