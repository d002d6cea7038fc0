package io.amphora.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link AmphoraProperties} to {@link AmphoraConnectionDetails}.
 */
final class PropertiesAmphoraConnectionDetails implements AmphoraConnectionDetails {

	private static final String DEFAULT_HOST = "127.0.0.1";

	private static final int DEFAULT_PORT = 5672;

	private final AmphoraProperties properties;

	private final List<Address> addresses;

	PropertiesAmphoraConnectionDetails(AmphoraProperties properties) {
		this.properties = properties;
		List<String> configured = properties.addresses();
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put("amphora.addresses", configured.isEmpty() ? null : configured);
			entries.put((properties.host() != null) ? "amphora.host" : "amphora.port",
					(properties.host() != null) ? properties.host() : properties.port());
		});
		this.addresses = configured.isEmpty() ? List.of(single()) : parse(configured);
	}

	/** Whether the properties say anything about where and how to connect. */
	static boolean arePresentIn(AmphoraProperties properties) {
		return properties.host() != null || properties.port() != null || !properties.addresses().isEmpty()
				|| properties.username() != null || properties.password() != null || properties.virtualHost() != null;
	}

	private Address single() {
		String host = this.properties.host();
		Integer port = this.properties.port();
		if (host != null && (!StringUtils.hasText(host) || host.contains(","))) {
			throw new InvalidConfigurationPropertyValueException("amphora.host", host,
					"It must be a single host. Use 'amphora.addresses' for the nodes of a cluster.");
		}
		if (port != null && !isPort(port)) {
			throw new InvalidConfigurationPropertyValueException("amphora.port", port, "It must be from 1 to 65535.");
		}
		return new Address((host != null) ? host : DEFAULT_HOST, (port != null) ? port : DEFAULT_PORT);
	}

	private static List<Address> parse(List<String> texts) {
		List<Address> addresses = new ArrayList<>();
		for (String text : texts) {
			addresses.add(parse(text, "amphora.addresses[" + addresses.size() + "]"));
		}
		return List.copyOf(addresses);
	}

	private static Address parse(String text, String property) {
		int colon = text.lastIndexOf(':');
		boolean onlyHost = colon < 0 || text.endsWith("]");
		String host = onlyHost ? text : text.substring(0, colon);
		int port = onlyHost ? DEFAULT_PORT : port(text.substring(colon + 1));
		boolean bracketed = host.startsWith("[") && host.endsWith("]");
		String bare = bracketed ? host.substring(1, host.length() - 1) : host;
		if (!StringUtils.hasText(bare) || !isPort(port) || (!bracketed && bare.indexOf(':') >= 0)) {
			throw new InvalidConfigurationPropertyValueException(property, text,
					"It must be a host or host:port, with a port from 1 to 65535 and an IPv6 address in brackets.");
		}
		return new Address(bare, port);
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
	public String toString() {
		return "properties under 'amphora': " + this.addresses;
	}

}
