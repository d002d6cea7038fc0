package io.amphora.autoconfigure.explorer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The explorer.
 *
 * @param enabled Whether to serve a page that shows functions and calls them.
 * @param path Path of the page.
 */
@ConfigurationProperties("amphora.explorer")
public record AmphoraExplorerProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/amphora") String path) {
}
