package io.amphora.autoconfigure.embedded;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the embedded broker.
 *
 * @param enabled Whether to start a broker in this process, for development and tests.
 * @param port Port of the embedded broker on the loopback address; 0 for a random port.
 */
@ConfigurationProperties("amphora.embedded")
public record AmphoraEmbeddedProperties(@DefaultValue("false") boolean enabled, @DefaultValue("0") int port) {
}
