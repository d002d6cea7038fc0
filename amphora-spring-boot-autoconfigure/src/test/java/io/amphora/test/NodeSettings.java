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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What makes one {@link PrivateRabbitMqNode} differ from another.
 */
record NodeSettings(String name, int port, int managementPort, int tlsPort, List<String> plugins, List<String> config,
		List<NodeUser> users, String erlangArguments) {

	private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1} ";

	String nodeName() {
		return this.name + "@localhost";
	}

	String serverErlangArguments() {
		return LOOPBACK_ONLY + this.erlangArguments;
	}

	String toolErlangArguments() {
		return LOOPBACK_ONLY;
	}

	List<String> pluginLines() {
		return List.of("[" + String.join(",", this.plugins) + "].");
	}

	List<String> configLines() {
		List<String> lines = new ArrayList<>(List.of("listeners.tcp.1 = " + LoopbackPorts.HOST + ":" + this.port,
				"num_acceptors.tcp = 2", "vm_memory_high_watermark.absolute = 1GB", "disk_free_limit.absolute = 50MB",
				"log.console = false", "log.file.level = info"));
		// Without this, it listens on all addresses. RabbitMQ refuses the keys while the
		// plugin is off.
		if (hasManagement()) {
			lines.add("management.tcp.ip = " + LoopbackPorts.HOST);
			lines.add("management.tcp.port = " + this.managementPort);
		}
		lines.addAll(this.config);
		return lines;
	}

	private boolean hasManagement() {
		return this.plugins.contains("rabbitmq_management");
	}

	/** The ports that the node opens after the one for AMQP. */
	IntStream furtherPorts() {
		IntStream tls = (this.tlsPort != 0) ? IntStream.of(this.tlsPort) : IntStream.empty();
		IntStream management = hasManagement() ? IntStream.of(this.managementPort) : IntStream.empty();
		return IntStream.concat(tls, management);
	}

}
