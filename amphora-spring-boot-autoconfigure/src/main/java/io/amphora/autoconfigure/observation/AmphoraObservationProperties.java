package io.amphora.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the observability of calls.
 *
 * @param calls Whether to observe calls, which produces timers and traces.
 * @param convention Convention for the names and tags of timers and spans of calls. Beans
 * of conventions take precedence.
 * @param meters Whether to register meters of clients and servers.
 * @param mdc Whether to add service, function and correlation id to the MDC while
 * functions run.
 */
@ConfigurationProperties("amphora.observation")
public record AmphoraObservationProperties(@DefaultValue("true") boolean calls,
		@DefaultValue("amphora") CallConvention convention, @DefaultValue("true") boolean meters,
		@DefaultValue("true") boolean mdc) {
}
