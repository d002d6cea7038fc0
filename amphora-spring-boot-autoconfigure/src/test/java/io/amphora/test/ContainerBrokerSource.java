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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * RabbitMQ in a container, where there is an engine to run it.
 */
final class ContainerBrokerSource implements BrokerSource {

	private static final String IMAGE = "rabbitmq:4-management";

	@Override
	public BrokerAddress find() throws NoBrokerException {
		if (!mayHaveEngine() || !DockerClientFactory.instance().isDockerAvailable()) {
			throw new NoBrokerException("no container engine responds");
		}
		RabbitMQContainer container = new RabbitMQContainer(IMAGE);
		try {
			container.start();
		}
		catch (RuntimeException ex) {
			container.close();
			throw new NoBrokerException("the container " + IMAGE + " does not start", ex);
		}
		return new BrokerAddress("a container of " + IMAGE, true, container.getHost(), container.getAmqpPort(),
				container.getAdminUsername(), container.getAdminPassword(), "/", container);
	}

	// Testcontainers takes seconds and logs a stack trace to find out that there is none.
	private static boolean mayHaveEngine() {
		return System.getenv("DOCKER_HOST") != null || System.getProperty("os.name").startsWith("Windows")
				|| Stream
					.of("/var/run/docker.sock", System.getProperty("user.home") + "/.docker/run/docker.sock",
							System.getenv("XDG_RUNTIME_DIR") + "/docker.sock")
					.map(Path::of)
					.anyMatch(Files::exists);
	}

}
