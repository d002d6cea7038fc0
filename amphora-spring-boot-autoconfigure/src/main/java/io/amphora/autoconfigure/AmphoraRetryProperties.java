package io.amphora.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to try again what the broker did not do.
 *
 * @param initialInterval Wait before the second retry; the first one is immediate, and
 * each further one waits twice as long as the one before.
 * @param maxInterval Longest wait before a retry.
 */
public record AmphoraRetryProperties(@DefaultValue("100ms") Duration initialInterval,
		@DefaultValue("5s") Duration maxInterval) {
}
