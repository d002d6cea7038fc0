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

import java.time.Duration;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ node that belongs to one test alone and may be broken at will. It has a
 * name, ports, data, logs and a cookie of its own, and is reachable on the loopback
 * address only, so a RabbitMQ that runs on the same machine notices nothing.
 *
 * @see RabbitMqNodeTest
 */
public final class PrivateRabbitMqNode implements AutoCloseable {

	static final String NOT_INSTALLED = "rabbitmq-server is neither on the PATH nor in AMPHORA_TEST_RABBITMQ_HOME";

	private static final Duration START_LIMIT = Duration.ofMinutes(4);

	private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

	private final RabbitMqInstallation installation = RabbitMqInstallation.find()
		.orElseThrow(() -> new IllegalStateException(NOT_INSTALLED));

	private final NodeSettings settings;

	private final PrivateEpmd epmd;

	private final boolean ownsEpmd;

	private final NodeFolder folder;

	private final Runnable ending = this::close;

	private @Nullable Process process;

	PrivateRabbitMqNode(NodeSettings settings, @Nullable PrivateEpmd shared) {
		this.settings = settings;
		this.ownsEpmd = (shared == null);
		this.epmd = (shared != null) ? shared : new PrivateEpmd();
		this.folder = new NodeFolder(settings, this.epmd);
		LeftOvers.endAtExit(this.ending);
	}

	/**
	 * Whether nodes can be started here.
	 * @return {@code true} if there is a rabbitmq-server
	 */
	public static boolean isInstalled() {
		return RabbitMqInstallation.find().isPresent();
	}

	public static NodeBuilder builder() {
		return new NodeBuilder();
	}

	/**
	 * Start the node and wait until it serves. A node that was stopped or killed has its
	 * former data. One that was closed starts without data, as a test class that is
	 * repeated needs it.
	 */
	public void start() {
		if (isRunning()) {
			throw new IllegalStateException(nodeName() + " is already running");
		}
		if (this.ownsEpmd) {
			this.epmd.restore();
		}
		this.folder.restore();
		LeftOvers.endAtExit(this.ending);
		this.process = Command.start(this.folder.environment(), this.folder.startupLog(),
				this.installation.script("rabbitmq-server", "-noinput"));
		Awaitility.await("start of " + nodeName())
			.atMost(START_LIMIT)
			.pollInterval(Duration.ofMillis(100))
			.until(this::isServing);
	}

	private boolean isServing() {
		if (!isRunning()) {
			throw new IllegalStateException(nodeName() + " ended while it started:\n" + this.folder.log());
		}
		return AmqpProbe.speaksAmqp(port()) && this.settings.furtherPorts().allMatch(AmqpProbe::accepts);
	}

	/**
	 * Stop the node in an orderly way (SIGTERM) and keep its data.
	 */
	public void stop() {
		end(false);
	}

	/**
	 * Kill the node (SIGKILL) and keep its data.
	 */
	public void kill() {
		end(true);
	}

	private void end(boolean atOnce) {
		Process running = this.process;
		if (running == null) {
			return;
		}
		if (!atOnce) {
			running.destroy();
			Command.endsWithin(running, STOP_LIMIT);
		}
		running.destroyForcibly();
		Command.endsWithin(running, STOP_LIMIT);
		this.process = null;
	}

	public boolean isRunning() {
		return this.process != null && this.process.isAlive();
	}

	/**
	 * Run {@code rabbitmqctl} against this node.
	 * @param arguments its arguments
	 * @return what it printed
	 * @throws IllegalStateException if it failed, with what it printed
	 */
	public String ctl(String... arguments) {
		return Command.run(this.folder.environment(), START_LIMIT, this.installation.script("rabbitmqctl", arguments));
	}

	/**
	 * Wait until no quorum queue depends on this node, so that it may be stopped.
	 */
	public void awaitQuorumPlusOne() {
		Command.run(this.folder.environment(), START_LIMIT,
				this.installation.script("rabbitmq-upgrade", "await_online_quorum_plus_one"));
	}

	public String host() {
		return LoopbackPorts.HOST;
	}

	public int port() {
		return this.settings.port();
	}

	/**
	 * Where HTTP is served, if the plugin rabbitmq_management was asked for.
	 * @return the port
	 */
	public int managementPort() {
		return this.settings.managementPort();
	}

	/**
	 * Where TLS is served, if certificates were given.
	 * @return the port
	 */
	public int tlsPort() {
		return this.settings.tlsPort();
	}

	/**
	 * The name other nodes of a cluster know this one by.
	 * @return the name, with the host
	 */
	public String nodeName() {
		return this.settings.nodeName();
	}

	public String version() {
		return "RabbitMQ " + this.installation.version();
	}

	/**
	 * Kill the node and delete its data.
	 */
	@Override
	public void close() {
		kill();
		if (this.ownsEpmd) {
			this.epmd.close();
		}
		this.folder.delete();
		LeftOvers.ended(this.ending);
	}

}
