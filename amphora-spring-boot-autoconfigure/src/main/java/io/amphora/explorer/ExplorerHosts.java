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
 * The names under which the explorer may be called by users who have not logged in. A
 * page from elsewhere can have its own name lead to this machine ("DNS rebinding"), and
 * is of the same origin then, but it cannot take the name of another host.
 *
 * @param allowed names in lower case, besides {@code localhost} and addresses
 */
record ExplorerHosts(Set<String> allowed) {

	private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]";

	static ExplorerHosts of(Collection<String> allowed) {
		return new ExplorerHosts(
				allowed.stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
	}

	/** A page from elsewhere has no cookies and no credentials for this host. */
	boolean accept(ServerRequest request) {
		return request.principal().isPresent() || (acceptHost(request) && acceptOrigin(request));
	}

	/** Browsers always name the host. */
	private boolean acceptHost(ServerRequest request) {
		String host = host(request);
		return host == null || host.equals("localhost") || host.matches(ADDRESS) || this.allowed.contains(host);
	}

	/** The application may let other origins in, for other paths than these. */
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
