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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The network between a client and a broker, and everything that can go wrong in it.
 */
public final class TcpProxy implements AutoCloseable {

	private final InetSocketAddress target;

	private final ProxyTraffic traffic = new ProxyTraffic();

	private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();

	private final int port;

	private @Nullable ServerSocket listener;

	private @Nullable Thread acceptor;

	private TcpProxy(InetSocketAddress target) {
		this.target = target;
		this.port = LoopbackPorts.free();
		listen();
	}

	/**
	 * Put a proxy in front of a server.
	 * @param host the server's host
	 * @param port the server's port
	 * @return a proxy that forwards everything
	 */
	public static TcpProxy to(String host, int port) {
		return new TcpProxy(new InetSocketAddress(host, port));
	}

	public static TcpProxy to(TestBroker broker) {
		return to(broker.host(), broker.port());
	}

	public String host() {
		return LoopbackPorts.HOST;
	}

	public int port() {
		return this.port;
	}

	/**
	 * The connections that are open now.
	 * @return how many there are
	 */
	public int connections() {
		return this.connections.size();
	}

	/**
	 * Reset all connections, as when a router loses its state. New ones are accepted.
	 */
	public void cut() {
		forEachConnection(ProxyConnection::reset);
	}

	/**
	 * End all connections in an orderly way on the TCP level, with no AMQP close before
	 * it. New ones are accepted.
	 */
	public void closeConnections() {
		forEachConnection(ProxyConnection::close);
	}

	/**
	 * Tell all clients that the server will send nothing more, and drop what it sends.
	 * What clients send still arrives.
	 */
	public void halfClose() {
		forEachConnection(ProxyConnection::endTowardsClient);
	}

	/**
	 * Refuse new connections. Open ones stay, among them one that is being accepted: the
	 * system lets clients in until the thread that accepts them has noticed.
	 */
	public synchronized void refuse() {
		ServerSocket open = this.listener;
		this.listener = null;
		if (open != null) {
			Sockets.close(open);
			awaitEndOfAcceptor();
		}
	}

	private void awaitEndOfAcceptor() {
		try {
			if (this.acceptor != null) {
				this.acceptor.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Forward nothing while all sockets stay open, as when a cable is pulled.
	 */
	public void freeze() {
		this.traffic.freeze();
	}

	/**
	 * Forward everything later, in both directions.
	 * @param delay how much later at least; what arrives meanwhile may wait up to twice
	 * that
	 */
	public void delay(Duration delay) {
		this.traffic.delay(delay);
	}

	/**
	 * Undo {@link #refuse}, {@link #freeze} and {@link #delay}; nothing that was frozen
	 * is lost.
	 */
	public synchronized void resume() {
		this.traffic.resume();
		if (this.listener == null) {
			listen();
		}
	}

	private void listen() {
		try {
			ServerSocket opened = new ServerSocket();
			opened.setReuseAddress(true);
			opened.bind(new InetSocketAddress(InetAddress.getByName(LoopbackPorts.HOST), this.port));
			this.listener = opened;
			this.acceptor = Sockets.inBackground("proxy " + this.port, () -> acceptFrom(opened));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void acceptFrom(ServerSocket opened) {
		while (!opened.isClosed()) {
			try {
				connect(opened.accept());
			}
			catch (IOException ex) {
				// The listener was closed, or one client went away again.
			}
		}
	}

	private void connect(Socket client) {
		Socket server = new Socket();
		try {
			server.connect(this.target);
			ProxyConnection connection = new ProxyConnection(client, server, this.traffic, this.connections::remove);
			this.connections.add(connection);
			connection.forward();
		}
		catch (IOException ex) {
			Sockets.reset(client);
			Sockets.close(server);
		}
	}

	private void forEachConnection(Consumer<ProxyConnection> action) {
		Set.copyOf(this.connections).forEach(action);
	}

	@Override
	public void close() {
		refuse();
		cut();
	}

}
