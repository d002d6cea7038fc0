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
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link PrivateRabbitMqNode}; nothing has to be set.
 */
public final class NodeBuilder {

	private final List<String> plugins = new ArrayList<>();

	private final List<String> config = new ArrayList<>();

	private final List<NodeUser> users = new ArrayList<>();

	private String name = "amphora-" + UUID.randomUUID().toString().substring(0, 8);

	private String erlangArguments = "";

	private @Nullable PrivateEpmd epmd;

	private int tlsPort;

	NodeBuilder() {
	}

	/**
	 * The node's name, without a host.
	 * @param name the name, a random one by default
	 * @return this
	 */
	public NodeBuilder name(String name) {
		this.name = name;
		return this;
	}

	/**
	 * Add lines to rabbitmq.conf; they win over the lines that are there already.
	 * @param lines the lines
	 * @return this
	 */
	public NodeBuilder config(String... lines) {
		this.config.addAll(List.of(lines));
		return this;
	}

	/**
	 * Start with a user that has all permissions for a virtual host. The node makes both
	 * while it starts, which takes far less time than {@code rabbitmqctl}.
	 * @param name the user, who may be {@code guest} or be added for several hosts
	 * @param password the password
	 * @param virtualHost the virtual host
	 * @return this
	 */
	public NodeBuilder user(String name, String password, String virtualHost) {
		this.users.add(NodeUser.allowed(name, password, virtualHost));
		return this;
	}

	/**
	 * Start with a user that has some permissions for a virtual host.
	 * @param name the user, whose password is the same
	 * @param virtualHost the virtual host
	 * @param configure the pattern of what the user may configure
	 * @param write the pattern of what the user may write to
	 * @param read the pattern of what the user may read from
	 * @return this
	 */
	public NodeBuilder restrictedUser(String name, String virtualHost, String configure, String write, String read) {
		this.users.add(new NodeUser(name, name, virtualHost, configure, write, read));
		return this;
	}

	/**
	 * Serve TLS as well, with the certificate for {@code localhost}, and take
	 * certificates of clients: those of the authority log in as who they name, others are
	 * refused, and clients without one give a password.
	 * @param certificates where the certificates are
	 * @return this
	 */
	public NodeBuilder tls(TestCertificates certificates) {
		this.tlsPort = LoopbackPorts.free();
		plugins("rabbitmq_auth_mechanism_ssl");
		return config("listeners.ssl.1 = " + LoopbackPorts.HOST + ":" + this.tlsPort, "num_acceptors.ssl = 2",
				"ssl_options.cacertfile = " + certificates.authority(),
				"ssl_options.certfile = " + certificates.certificate("server"),
				"ssl_options.keyfile = " + certificates.key("server"), "ssl_options.verify = verify_peer",
				"ssl_options.fail_if_no_peer_cert = false", "ssl_cert_login_from = common_name",
				"auth_mechanisms.1 = PLAIN", "auth_mechanisms.2 = EXTERNAL");
	}

	/**
	 * Enable plugins. Only rabbitmq_management is kept to the loopback address; any other
	 * plugin that listens has to be told by {@link #config}.
	 * @param plugins full names of plugins
	 * @return this
	 */
	public NodeBuilder plugins(String... plugins) {
		this.plugins.addAll(List.of(plugins));
		return this;
	}

	/**
	 * Give the server's virtual machine more arguments.
	 * @param arguments such as {@code -kernel net_ticktime 8}
	 * @return this
	 */
	public NodeBuilder erlangArguments(String arguments) {
		this.erlangArguments = arguments;
		return this;
	}

	/**
	 * Share the name server and the cookie with other nodes, so that they can form a
	 * cluster. Whoever made it closes it.
	 * @param epmd the name server, one of the node's own by default
	 * @return this
	 */
	public NodeBuilder epmd(PrivateEpmd epmd) {
		this.epmd = epmd;
		return this;
	}

	/**
	 * Make the node, which is not running yet.
	 * @return the node
	 */
	public PrivateRabbitMqNode build() {
		return new PrivateRabbitMqNode(new NodeSettings(this.name, LoopbackPorts.free(), LoopbackPorts.free(),
				this.tlsPort, List.copyOf(this.plugins), List.copyOf(this.config), List.copyOf(this.users),
				this.erlangArguments), this.epmd);
	}

}
