package io.amphora.autoconfigure.explorer;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The explorer.
 *
 * @param enabled Whether to enable the explorer, a web page that lists and calls
 * functions.
 * @param path Path of the page.
 * @param allowedHosts Comma-separated list of the host names, in addition to localhost
 * and IP addresses, that the page may be used under without a login.
 */
@ConfigurationProperties("amphora.explorer")
public record AmphoraExplorerProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/amphora") String path,
		@DefaultValue List<String> allowedHosts) {
}
