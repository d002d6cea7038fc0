package io.amphora.autoconfigure.explorer;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the explorer.
 *
 * @param enabled Whether to enable the explorer, a web page that lists and calls
 * functions.
 * @param path Path of the page.
 * @param allowedHosts Comma-separated list of host names, in addition to localhost and IP
 * addresses, under which the page may be used without a login.
 */
@ConfigurationProperties("amphora.explorer")
public record AmphoraExplorerProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/amphora") String path,
		@DefaultValue List<String> allowedHosts) {
}
