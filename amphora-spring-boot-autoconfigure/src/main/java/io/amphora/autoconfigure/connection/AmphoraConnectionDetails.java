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

package io.amphora.autoconfigure.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to establish a connection to Amphora's broker.
 *
 * @since 0.1.0
 */
public interface AmphoraConnectionDetails extends ConnectionDetails {

	/**
	 * Return the nodes to connect to, in the order in which they are tried.
	 * @return at least one address
	 */
	List<Address> getAddresses();

	/**
	 * Return the user to log in with.
	 * @return the name, or {@code null} for the broker's default
	 */
	default @Nullable String getUsername() {
		return null;
	}

	/**
	 * Return the password to log in with.
	 * @return the password, or {@code null} for the broker's default
	 */
	default @Nullable String getPassword() {
		return null;
	}

	/**
	 * Return the virtual host to use.
	 * @return the virtual host, or {@code null} for the broker's default
	 */
	default @Nullable String getVirtualHost() {
		return null;
	}

	/**
	 * Return the SSL bundle of the connection.
	 * @return the bundle, or {@code null} if the connection is not encrypted
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * The address of a node.
	 *
	 * @param host the host
	 * @param port the port
	 */
	record Address(String host, int port) {

		@Override
		public String toString() {
			return ((this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host) + ":" + this.port;
		}

	}

}
