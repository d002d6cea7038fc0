/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.autoconfigure;

import java.time.Duration;

import io.amphora.server.ErrorMessages;
import io.amphora.server.ReplyTargets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of servers.
 *
 * @since 0.1.0
 * @param serviceName Service of the functions that do not specify one. Defaults to the
 * name of the application.
 * @param connection Name of the connection in amphora.connections to serve on. Defaults
 * to the default connection.
 * @param autoStartup Whether to start servers with the application.
 * @param declare Whether to declare the exchanges and request queues of services.
 * Otherwise, servers only check that they exist.
 * @param concurrency Maximum number of functions of a service that run concurrently.
 * @param overdueConcurrency Maximum number of functions that run in addition to the
 * concurrency because they do not end when their calls are cancelled.
 * @param prefetch Maximum number of unacknowledged requests. Defaults to 64, to 256 while
 * functions are short, and to fewer in a new server.
 * @param maxRunTime Maximum run time of functions whose callers set no timeout, after
 * which their calls are cancelled. Unlimited by default.
 * @param maxIgnores Maximum number of times that a request ignored by its function is
 * requeued.
 * @param deliveryLimit Maximum number of deliveries of a request that is never settled,
 * for example because it crashes servers; 0 for no limit.
 * @param replyTo Permitted reply targets.
 * @param duplicateWindow Detection of duplicate requests.
 * @param errors Error replies.
 * @param security Authentication of callers.
 * @param introspection Introspection of servers.
 * @param cancellation Cancellation of calls by their callers.
 * @param shutdown Shutdown of servers.
 */
public record AmphoraServerProperties(@Nullable String serviceName, @Nullable String connection,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("true") boolean declare,
		@DefaultValue("16") int concurrency, @DefaultValue("16") int overdueConcurrency, @Nullable Integer prefetch,
		@Nullable Duration maxRunTime, @DefaultValue("10") int maxIgnores, @DefaultValue("20") int deliveryLimit,
		@DefaultValue("service") ReplyTargets replyTo, @DefaultValue DuplicateWindow duplicateWindow,
		@DefaultValue Errors errors, @DefaultValue Security security, @DefaultValue Introspection introspection,
		@DefaultValue Cancellation cancellation, @DefaultValue Shutdown shutdown) {

	/** Name of the property {@code connection}. */
	public static final String CONNECTION = "amphora.server.connection";

	public AmphoraServerProperties {
		connection = StringUtils.hasText(connection) ? connection : null;
	}

	/**
	 * Detection of duplicate requests.
	 *
	 * @param count Maximum number of replies that a server remembers for duplicate
	 * requests; 0 to disable.
	 * @param time Time for which a server remembers a reply.
	 * @param size Maximum total size of the remembered replies.
	 */
	public record DuplicateWindow(@DefaultValue("10000") int count, @DefaultValue("5m") Duration time,
			@DefaultValue("16MB") DataSize size) {

	}

	/**
	 * Error replies.
	 *
	 * @param includeMessage Which exception messages to include in error replies.
	 */
	public record Errors(@DefaultValue("annotated") ErrorMessages includeMessage) {

	}

	/**
	 * Authentication of callers.
	 *
	 * @param userId Whether to run functions as the user of the request, which the broker
	 * has validated.
	 */
	public record Security(@DefaultValue("false") boolean userId) {

	}

	/**
	 * Introspection of servers.
	 *
	 * @param enabled Whether servers describe themselves and their functions on request.
	 */
	public record Introspection(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * Cancellation of calls by their callers.
	 *
	 * @param enabled Whether callers can cancel their calls.
	 */
	public record Cancellation(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * Shutdown of servers.
	 *
	 * @param gracePeriod Maximum time to wait for running functions when a server stops.
	 * Should be shorter than spring.lifecycle.timeout-per-shutdown-phase.
	 */
	public record Shutdown(@DefaultValue("25s") Duration gracePeriod) {
	}

}
