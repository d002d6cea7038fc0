package io.amphora.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reconnection back-off.
 *
 * @param initialInterval Interval before the second attempt to reconnect. The first is
 * immediate; later intervals double.
 * @param maxInterval Maximum interval between attempts to reconnect.
 */
public record AmphoraRetryProperties(@DefaultValue("100ms") Duration initialInterval,
		@DefaultValue("5s") Duration maxInterval) {
}
