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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three private nodes that form a cluster. In a partition, the nodes of a minority pause.
 */
public final class RabbitMqCluster implements AutoCloseable {

	private static final int SIZE = 3;

	private final PrivateEpmd epmd = new PrivateEpmd();

	private final List<PrivateRabbitMqNode> nodes;

	/**
	 * Prepare a cluster, which is not running yet.
	 * @param name how the names of its nodes begin
	 */
	public RabbitMqCluster(String name) {
		this.nodes = IntStream.rangeClosed(1, SIZE)
			.mapToObj((number) -> PrivateRabbitMqNode.builder()
				.name(name + number)
				.epmd(this.epmd)
				.config(config(name))
				.erlangArguments("-kernel net_ticktime 8")
				.build())
			.toList();
	}

	private static String[] config(String name) {
		return new String[] { "cluster_formation.peer_discovery_backend = classic_config",
				"cluster_formation.classic_config.nodes.1 = %s1@localhost".formatted(name),
				"cluster_formation.classic_config.nodes.2 = %s2@localhost".formatted(name),
				"cluster_formation.classic_config.nodes.3 = %s3@localhost".formatted(name),
				"cluster_partition_handling = pause_minority" };
	}

	public List<PrivateRabbitMqNode> nodes() {
		return this.nodes;
	}

	/**
	 * Start all nodes at once, and wait until they know each other.
	 */
	public void start() {
		CompletableFuture
			.allOf(this.nodes.stream()
				.map((node) -> CompletableFuture.runAsync(node::start))
				.toArray(CompletableFuture[]::new))
			.join();
		awaitAll();
	}

	/**
	 * Wait until all nodes are online.
	 */
	public void awaitAll() {
		this.nodes.get(1).ctl("await_online_nodes", Integer.toString(SIZE), "--timeout", "60");
	}

	/**
	 * The addresses of all nodes, in order.
	 * @return a comma-separated list
	 */
	public String addresses() {
		return this.nodes.stream().map((node) -> node.host() + ":" + node.port()).collect(Collectors.joining(","));
	}

	/**
	 * Part the first node from the others.
	 */
	public void isolateFirst() {
		this.nodes.get(0)
			.ctl("eval",
					"[begin erlang:set_cookie(N, cut), erlang:disconnect_node(N) end || N <- %s].".formatted(others()));
	}

	/**
	 * Undo {@link #isolateFirst()}.
	 */
	public void heal() {
		this.nodes.get(0)
			.ctl("eval", "[begin erlang:set_cookie(N, erlang:get_cookie()), net_kernel:connect_node(N) end || N <- %s]."
				.formatted(others()));
	}

	private String others() {
		return this.nodes.stream()
			.skip(1)
			.map((node) -> "'" + node.nodeName() + "'")
			.collect(Collectors.joining(",", "[", "]"));
	}

	@Override
	public void close() {
		this.nodes.forEach(PrivateRabbitMqNode::close);
		this.epmd.close();
	}

}
