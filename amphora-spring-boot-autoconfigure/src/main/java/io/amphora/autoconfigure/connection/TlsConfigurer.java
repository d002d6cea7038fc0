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

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * Configures the encryption of a connection factory. Each new connection uses the current
 * content of the bundle, so certificates can be renewed at runtime.
 */
final class TlsConfigurer {

	private final AmphoraConnectionDetails details;

	private final boolean verifyHostname;

	TlsConfigurer(AmphoraConnectionDetails details, boolean verifyHostname) {
		this.details = details;
		this.verifyHostname = verifyHostname;
	}

	/**
	 * Configure encryption if the details have an SSL bundle.
	 * @return whether they have one
	 * @throws RuntimeException if the bundle is unusable
	 */
	boolean configure(ConnectionFactory client) {
		SslBundle bundle = this.details.getSslBundle();
		if (bundle == null) {
			return false;
		}
		SSLContext initial = context(bundle);
		client.setSslContextFactory((name) -> {
			SslBundle current = this.details.getSslBundle();
			return (current != null) ? context(current) : initial;
		});
		client.setSocketConfigurator(client.getSocketConfigurator().andThen(options(bundle.getOptions())));
		if (this.verifyHostname) {
			client.enableHostnameVerification();
		}
		return true;
	}

	private static SSLContext context(SslBundle bundle) {
		return bundle.createSslContext();
	}

	private static SocketConfigurator options(@Nullable SslOptions options) {
		return (socket) -> {
			if (options != null && socket instanceof SSLSocket sslSocket) {
				if (options.getCiphers() != null) {
					sslSocket.setEnabledCipherSuites(options.getCiphers());
				}
				if (options.getEnabledProtocols() != null) {
					sslSocket.setEnabledProtocols(options.getEnabledProtocols());
				}
			}
		};
	}

}
