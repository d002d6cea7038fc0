package io.amphora.server;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a server is built.
 *
 * @param uuid what tells the server from others
 * @param concurrency how many functions run at a time
 * @param prefetch how many requests may be delivered ahead
 * @param persistent whether responses survive a restart of the broker
 * @param appId what responses name as their sender
 * @param gracePeriod how long to wait for running functions
 * @param maxIgnores how often an ignored request is given back
 * @param listeners whom to tell of changes of state
 */
record ServerSettings(String uuid, int concurrency, int prefetch, boolean persistent, @Nullable String appId,
		Duration gracePeriod, int maxIgnores, List<ServerStateListener> listeners) {
}
