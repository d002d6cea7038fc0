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
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.awaitility.Awaitility;

/**
 * The name server through which Erlang nodes find each other, with none but our own nodes
 * in it. Nodes that shall form a cluster share one.
 */
public final class PrivateEpmd implements AutoCloseable {

	private final int port = LoopbackPorts.free();

	private final String cookie = UUID.randomUUID().toString();

	private final Runnable ending = this::close;

	private Process process;

	/**
	 * Start it.
	 */
	public PrivateEpmd() {
		this.process = start();
	}

	/** Start it again if it was closed. */
	void restore() {
		if (!this.process.isAlive()) {
			this.process = start();
		}
	}

	private Process start() {
		Process started = Command.start(Map.of("PATH", path()), Path.of("/dev/null"),
				RabbitMqInstallation.find()
					.orElseThrow(() -> new IllegalStateException(PrivateRabbitMqNode.NOT_INSTALLED))
					.program("epmd", "-address", LoopbackPorts.HOST, "-port", Integer.toString(this.port)));
		LeftOvers.endAtExit(this.ending);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> AmqpProbe.accepts(this.port));
		return started;
	}

	/**
	 * Where programs of Erlang and of the system are.
	 */
	static String path() {
		return Objects.requireNonNullElse(System.getenv("PATH"), "") + ":/usr/sbin:/usr/bin:/sbin:/bin";
	}

	int port() {
		return this.port;
	}

	String cookie() {
		return this.cookie;
	}

	@Override
	public void close() {
		Command.endsWithin(this.process.destroyForcibly(), Duration.ofSeconds(10));
		LeftOvers.ended(this.ending);
	}

}
