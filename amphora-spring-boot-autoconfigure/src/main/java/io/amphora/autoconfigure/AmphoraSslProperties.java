package io.amphora.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * How connections are encrypted.
 *
 * @param enabled Whether to encrypt connections. Defaults to whether a bundle is named.
 * @param bundle SSL bundle with the certificates to trust, and with the client's own if
 * the broker asks for it. Defaults to the certificates that the JVM trusts.
 * @param verifyHostname Whether to verify that the certificate of the broker matches its
 * host name.
 */
public record AmphoraSslProperties(@Nullable Boolean enabled, @Nullable String bundle,
		@DefaultValue("true") boolean verifyHostname) {

	public AmphoraSslProperties {
		bundle = StringUtils.hasText(bundle) ? bundle : null;
	}

	boolean active() {
		return (this.enabled != null) ? this.enabled : this.bundle != null;
	}

}
