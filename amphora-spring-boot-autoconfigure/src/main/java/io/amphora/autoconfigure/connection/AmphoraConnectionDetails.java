package io.amphora.autoconfigure.connection;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to establish a connection to Amphora's broker.
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
