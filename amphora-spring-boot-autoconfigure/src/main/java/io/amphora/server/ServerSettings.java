package io.amphora.server;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a server is built.
 *
 * @param uuid what tells the server from others
 * @param concurrency how many functions run at a time
 * @param prefetch how many requests may be delivered ahead
 * @param adaptsPrefetch whether there may be fewer of them in a new server, and more
 * while functions are short
 * @param persistent whether responses survive a restart of the broker
 * @param appId what responses name as their sender
 * @param gracePeriod how long to wait for running functions
 * @param maxIgnores how often an ignored request is given back
 * @param deliveryLimit how often a request may be delivered, or 0 for any number of times
 * @param duplicateLimits what to remember of answers
 * @param introspection whether the server tells callers of itself
 * @param version the version of the application, or {@code null} for none
 * @param listeners notified of changes of the state
 * @param interceptors add the interceptors to a list, or change their order
 * @param errorMessages which exceptions callers get the message of
 * @param replyTargets where replies may go
 */
record ServerSettings(String uuid, int concurrency, int prefetch, boolean adaptsPrefetch, boolean persistent,
		@Nullable String appId, Duration gracePeriod, int maxIgnores, int deliveryLimit,
		DuplicateLimits duplicateLimits, boolean introspection, @Nullable String version,
		List<ServerStateListener> listeners, List<Consumer<List<ServerInterceptor>>> interceptors, ErrorMessages errorMessages,
		ReplyTargets replyTargets) {
}
