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

import java.util.ArrayList;
import java.util.List;

import io.amphora.autoconfigure.AmphoraConnectionProperties;
import io.amphora.autoconfigure.AmphoraSslProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link ConnectionSettings} to {@link AmphoraConnectionDetails}.
 */
final class PropertiesAmphoraConnectionDetails implements AmphoraConnectionDetails {

	private static final String DEFAULT_HOST = "127.0.0.1";

	private static final int DEFAULT_PORT = 5672;

	private static final int DEFAULT_TLS_PORT = 5671;

	private final ConnectionSettings settings;

	private final AmphoraConnectionProperties properties;

	private final @Nullable SslBundles sslBundles;

	private final List<Address> addresses;

	PropertiesAmphoraConnectionDetails(ConnectionSettings settings, @Nullable SslBundles sslBundles) {
		this.settings = settings;
		this.properties = settings.properties();
		this.sslBundles = sslBundles;
		String host = this.properties.host();
		List<String> configured = this.properties.addresses();
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(settings.property("addresses"), configured.isEmpty() ? null : configured);
			entries.put(settings.property((host != null) ? "host" : "port"),
					(host != null) ? host : this.properties.port());
		});
		this.addresses = configured.isEmpty() ? List.of(single()) : parse(configured);
	}

	/** Return whether any property specifies where or how to connect. */
	static boolean arePresentIn(AmphoraConnectionProperties properties) {
		return properties.host() != null || properties.port() != null || !properties.addresses().isEmpty()
				|| properties.username() != null || properties.password() != null || properties.virtualHost() != null
				|| properties.ssl().enabled() != null || properties.ssl().bundle() != null;
	}

	private Address single() {
		String host = this.properties.host();
		Integer port = this.properties.port();
		UriAddressException.throwIfUri(this.settings.property("host"), (host != null) ? host : "");
		if (host != null && (!StringUtils.hasText(host) || host.contains(","))) {
			throw new InvalidConfigurationPropertyValueException(this.settings.property("host"), host,
					"It must be a single host. Use '%s' for the nodes of a cluster."
						.formatted(this.settings.property("addresses")));
		}
		if (port != null && !isPort(port)) {
			throw new InvalidConfigurationPropertyValueException(this.settings.property("port"), port,
					"It must be from 1 to 65535.");
		}
		return new Address((host != null) ? host : DEFAULT_HOST, (port != null) ? port : defaultPort());
	}

	private List<Address> parse(List<String> texts) {
		List<Address> addresses = new ArrayList<>();
		for (String text : texts) {
			addresses.add(parse(text, this.settings.property("addresses[" + addresses.size() + "]")));
		}
		return List.copyOf(addresses);
	}

	private Address parse(String text, String property) {
		UriAddressException.throwIfUri(property, text);
		int colon = text.lastIndexOf(':');
		boolean onlyHost = colon < 0 || text.endsWith("]");
		String host = onlyHost ? text : text.substring(0, colon);
		int port = onlyHost ? defaultPort() : port(text.substring(colon + 1));
		boolean bracketed = host.startsWith("[") && host.endsWith("]");
		String bare = bracketed ? host.substring(1, host.length() - 1) : host;
		if (!StringUtils.hasText(bare) || !isPort(port) || (!bracketed && bare.indexOf(':') >= 0)) {
			throw new InvalidConfigurationPropertyValueException(property, text,
					"It must be a host or host:port, with a port from 1 to 65535 and an IPv6 address in brackets.");
		}
		return new Address(bare, port);
	}

	private int defaultPort() {
		return this.properties.ssl().active() ? DEFAULT_TLS_PORT : DEFAULT_PORT;
	}

	private static int port(String text) {
		return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
	}

	private static boolean isPort(int number) {
		return number > 0 && number <= 65_535;
	}

	@Override
	public List<Address> getAddresses() {
		return this.addresses;
	}

	@Override
	public @Nullable String getUsername() {
		return this.properties.username();
	}

	@Override
	public @Nullable String getPassword() {
		return this.properties.password();
	}

	@Override
	public @Nullable String getVirtualHost() {
		return this.properties.virtualHost();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		AmphoraSslProperties ssl = this.properties.ssl();
		if (!ssl.active()) {
			return null;
		}
		String name = ssl.bundle();
		return (name != null) ? bundle(name) : SslBundle.systemDefault();
	}

	private SslBundle bundle(String name) {
		if (this.sslBundles == null || !this.sslBundles.getBundleNames().contains(name)) {
			throw new InvalidConfigurationPropertyValueException(this.settings.property("ssl.bundle"), name,
					"There is no such SSL bundle. Configure it under 'spring.ssl.bundle'.");
		}
		return this.sslBundles.getBundle(name);
	}

	@Override
	public String toString() {
		return "properties under '" + this.settings.prefix() + "': " + this.addresses;
	}

}
