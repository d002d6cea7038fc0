package io.amphora.autoconfigure.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for what is seen of calls.
 *
 * @param calls Whether calls are observed, which gives timers and traces.
 * @param meters Whether there are meters of clients and servers.
 * @param mdc Whether log lines of functions have service, function and correlation id in
 * their diagnostic context.
 */
@ConfigurationProperties("amphora.observation")
public record AmphoraObservationProperties(@DefaultValue("true") boolean calls, @DefaultValue("true") boolean meters,
		@DefaultValue("true") boolean mdc) {
}
