package io.amphora.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The servers.
 *
 * @param serviceName Service of the functions that name none. Defaults to the name of the
 * application.
 * @param autoStartup Whether servers start together with the application.
 * @param concurrency How many functions of a service run at a time.
 * @param prefetch How many requests the broker may deliver ahead of their
 * acknowledgement.
 * @param maxIgnores How often a request that its function ignores is given back.
 * @param shutdown How servers stop.
 */
public record AmphoraServerProperties(@Nullable String serviceName, @DefaultValue("true") boolean autoStartup,
		@DefaultValue("16") int concurrency, @DefaultValue("64") int prefetch, @DefaultValue("10") int maxIgnores,
		@DefaultValue Shutdown shutdown) {

	/**
	 * How servers stop.
	 *
	 * @param gracePeriod How long a server that stops waits for running functions.
	 * Spring's spring.lifecycle.timeout-per-shutdown-phase should be longer.
	 */
	public record Shutdown(@DefaultValue("30s") Duration gracePeriod) {
	}

}
