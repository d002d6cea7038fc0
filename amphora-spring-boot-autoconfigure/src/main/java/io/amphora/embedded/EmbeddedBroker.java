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

package io.amphora.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * An AMQP 0-9-1 broker (Apache Qpid) in this process, to try and test an application
 * without installing a broker. It listens on the loopback address only and keeps
 * everything in memory. It differs from RabbitMQ: dead lettering and queue arguments that
 * start with {@code x-} are accepted but have no effect.
 *
 * @since 0.1.0
 */
public final class EmbeddedBroker implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EmbeddedBroker.class);

	private static final String HOST = "127.0.0.1";

	private static final String PORT_HINT = "('amphora.embedded.port', 0 for a random one)";

	private final QpidBroker qpid;

	private final int port;

	private EmbeddedBroker(QpidBroker qpid, int port) {
		this.qpid = qpid;
		this.port = port;
	}

	/**
	 * Start a broker. Its threads keep the process alive until it is closed.
	 * @param port the port to listen on, or 0 for any free one
	 * @return the running broker
	 * @throws EmbeddedBrokerException if the port is in use or the broker does not start
	 */
	public static EmbeddedBroker start(int port) {
		refuseLocaleWithADotlessI();
		refuseTakenPort(port);
		QpidBroker qpid = new QpidBroker();
		try {
			qpid.start(port);
			EmbeddedBroker broker = new EmbeddedBroker(qpid, qpid.port());
			logger.info("Embedded broker listens on " + HOST + ":" + broker.port()
					+ "; it loses all queues and messages when it stops");
			return broker;
		}
		catch (Exception | LinkageError ex) {
			qpid.stop();
			throw new EmbeddedBrokerException(
					"The embedded broker did not start on " + HOST + ":" + port + ": " + ex.getMessage() + ".",
					"Set another port " + PORT_HINT + ", or use a RabbitMQ server.", ex);
		}
	}

	// Qpid looks up its attributes by names that it converts with the default locale.
	private static void refuseLocaleWithADotlessI() {
		Locale locale = Locale.getDefault();
		if (!"I".toLowerCase(locale).equals("i")) {
			throw new EmbeddedBrokerException(
					"The embedded broker does not start with the default locale '" + locale + "'.",
					"Start Java with another one (-Duser.language=en), or use a RabbitMQ server.", null);
		}
	}

	// If Qpid cannot bind, it only logs a stack trace, after two seconds.
	private static void refuseTakenPort(int port) {
		if (port == 0) {
			return;
		}
		try (ServerSocket probe = new ServerSocket()) {
			probe.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
		}
		catch (IOException ex) {
			throw new EmbeddedBrokerException(
					"The embedded broker cannot listen on " + HOST + ":" + port + " (" + ex.getMessage() + ").",
					"Stop the program that uses the port, or set another port for the broker " + PORT_HINT + ".", ex);
		}
	}

	/**
	 * Return the address that the broker listens on.
	 * @return the IPv4 loopback address
	 */
	public String host() {
		return HOST;
	}

	/**
	 * Return the port that the broker listens on.
	 * @return the actual port, never 0
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the name of the only user.
	 * @return the name to log in with
	 */
	public String username() {
		return QpidSettings.USER;
	}

	/**
	 * Return the password of the only user.
	 * @return the password to log in with
	 */
	public String password() {
		return QpidSettings.USER;
	}

	/**
	 * Return the only virtual host.
	 * @return the name of the virtual host
	 */
	public String virtualHost() {
		return "/";
	}

	/**
	 * Close all connections and stop. All queues and messages are lost.
	 */
	@Override
	public void close() {
		this.qpid.stop();
	}

}
