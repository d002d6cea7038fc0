package io.amphora.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for the encryption of connections.
 *
 * @param enabled Whether to encrypt connections. Enabled by default if a bundle is set.
 * @param bundle SSL bundle with the certificates to trust, and with a client certificate
 * if the broker requires one. Defaults to the certificates that the JVM trusts.
 * @param verifyHostname Whether to verify that the certificate of the broker matches its
 * host name.
 */
public record AmphoraSslProperties(@Nullable Boolean enabled, @Nullable String bundle,
		@DefaultValue("true") boolean verifyHostname) {

	public AmphoraSslProperties {
		bundle = StringUtils.hasText(bundle) ? bundle : null;
	}

	public boolean active() {
		return (this.enabled != null) ? this.enabled : this.bundle != null;
	}

}
