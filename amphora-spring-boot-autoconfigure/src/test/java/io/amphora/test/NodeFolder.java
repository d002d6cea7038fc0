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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.FileSystemUtils;

/**
 * Everything a {@link PrivateRabbitMqNode} writes and reads, and the environment
 * variables that lead RabbitMQ there.
 */
final class NodeFolder {

	private final Path root;

	private final NodeSettings settings;

	private final PrivateEpmd epmd;

	private final int distributionPort = LoopbackPorts.free();

	NodeFolder(NodeSettings settings, PrivateEpmd epmd) {
		this.settings = settings;
		this.epmd = epmd;
		try {
			this.root = Files.createTempDirectory("amphora-rabbitmq-");
			write();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Create the folder again if it was deleted. */
	void restore() {
		if (Files.exists(this.root)) {
			return;
		}
		try {
			Files.createDirectory(this.root);
			write();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write() throws IOException {
		for (String folder : List.of("home", "data", "log", "plugins", "generated")) {
			Files.createDirectory(this.root.resolve(folder));
		}
		Files.writeString(this.root.resolve("rabbitmq-env.conf"), "");
		Files.writeString(this.root.resolve("advanced.config"), "[].");
		Files.write(this.root.resolve("rabbitmq.conf"), configLines());
		Files.write(this.root.resolve("enabled_plugins"), this.settings.pluginLines());
		Path cookie = Files.writeString(this.root.resolve("home/.erlang.cookie"), this.epmd.cookie());
		Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
	}

	private List<String> configLines() throws IOException {
		List<String> lines = new ArrayList<>(this.settings.configLines());
		if (!this.settings.users().isEmpty()) {
			Path definitions = this.root.resolve("definitions.json");
			Files.writeString(definitions, NodeUser.definitions(this.settings.users()));
			lines.add("load_definitions = " + definitions);
		}
		return lines;
	}

	Path startupLog() {
		return this.root.resolve("log/startup.out");
	}

	String log() {
		try {
			Path log = this.root.resolve("log/node.log");
			return Files.readString(startupLog()) + (Files.exists(log) ? Files.readString(log) : "");
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>(files());
		environment.putAll(erlang());
		environment.put("PATH", PrivateEpmd.path());
		environment.put("LC_ALL", "C.UTF-8");
		environment.put("RABBITMQ_NODENAME", this.settings.nodeName());
		environment.put("RABBITMQ_NODE_IP_ADDRESS", LoopbackPorts.HOST);
		environment.put("RABBITMQ_NODE_PORT", Integer.toString(this.settings.port()));
		environment.put("RABBITMQ_DIST_PORT", Integer.toString(this.distributionPort));
		// makes the start script become the server, so that signals reach it
		environment.put("RABBITMQ_ALLOW_INPUT", "true");
		return environment;
	}

	private Map<String, String> erlang() {
		return Map.of("ERL_EPMD_ADDRESS", LoopbackPorts.HOST, "ERL_EPMD_PORT", Integer.toString(this.epmd.port()),
				"ERL_CRASH_DUMP", file("log/erl_crash.dump"), "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
				this.settings.serverErlangArguments(), "RABBITMQ_CTL_ERL_ARGS", this.settings.toolErlangArguments(),
				"RABBITMQ_CTL_DIST_PORT_MIN", "19000", "RABBITMQ_CTL_DIST_PORT_MAX", "19999");
	}

	private Map<String, String> files() {
		Map<String, String> files = new HashMap<>();
		files.put("HOME", file("home"));
		// or the system's own is read
		files.put("RABBITMQ_CONF_ENV_FILE", file("rabbitmq-env.conf"));
		files.put("RABBITMQ_CONFIG_FILE", file("rabbitmq.conf"));
		files.put("RABBITMQ_ADVANCED_CONFIG_FILE", file("advanced.config"));
		files.put("RABBITMQ_ENABLED_PLUGINS_FILE", file("enabled_plugins"));
		files.put("RABBITMQ_MNESIA_BASE", file("data"));
		files.put("RABBITMQ_MNESIA_DIR", file("data/node"));
		files.put("RABBITMQ_PLUGINS_EXPAND_DIR", file("plugins"));
		files.put("RABBITMQ_GENERATED_CONFIG_DIR", file("generated"));
		files.put("RABBITMQ_LOG_BASE", file("log"));
		files.put("RABBITMQ_LOGS", file("log/node.log"));
		files.put("RABBITMQ_PID_FILE", file("pid"));
		return files;
	}

	private String file(String name) {
		return this.root.resolve(name).toString();
	}

	void delete() {
		try {
			FileSystemUtils.deleteRecursively(this.root);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
