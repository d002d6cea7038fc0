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

package io.amphora.explorer;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;

/**
 * Host names under which users without a login may use the explorer. A page from
 * elsewhere can make its own host name resolve to this machine ("DNS rebinding") and is
 * then of the same origin, but it cannot use the name of another host.
 *
 * @param allowed names in lower case, in addition to {@code localhost} and IP addresses
 */
record ExplorerHosts(Set<String> allowed) {

	private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]";

	static ExplorerHosts of(Collection<String> allowed) {
		return new ExplorerHosts(
				allowed.stream().map(ExplorerHosts::withoutPort).collect(Collectors.toUnmodifiableSet()));
	}

	/** Browsers show the port of a host, which does not matter here. */
	private static String withoutPort(String host) {
		return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
	}

	/**
	 * A user with a login is accepted: pages from elsewhere have no cookies or
	 * credentials for this host.
	 */
	boolean accept(ServerRequest request) {
		return request.principal().isPresent() || (acceptHost(request) && acceptOrigin(request));
	}

	/** A request without a host does not come from a browser. */
	private boolean acceptHost(ServerRequest request) {
		String host = host(request);
		return host == null || host.equals("localhost") || host.matches(ADDRESS) || this.allowed.contains(host);
	}

	/** The application may allow other origins for other paths. */
	private boolean acceptOrigin(ServerRequest request) {
		String origin = request.headers().firstHeader("Origin");
		if (origin == null) {
			return true;
		}
		String host = hostOf(origin);
		return host != null && (host.equals(host(request)) || this.allowed.contains(host));
	}

	private static @Nullable String host(ServerRequest request) {
		InetSocketAddress host = request.headers().host();
		return (host != null) ? host.getHostString().toLowerCase(Locale.ROOT) : null;
	}

	private static @Nullable String hostOf(String origin) {
		try {
			String host = URI.create(origin).getHost();
			return (host != null) ? host.toLowerCase(Locale.ROOT) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
