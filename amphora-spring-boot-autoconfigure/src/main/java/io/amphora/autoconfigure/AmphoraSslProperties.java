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

package io.amphora.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for the encryption of connections.
 *
 * @since 0.1.0
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

	/**
	 * Return whether to encrypt connections.
	 * @return {@code true} if connections are encrypted
	 */
	public boolean active() {
		return (this.enabled != null) ? this.enabled : this.bundle != null;
	}

}
