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

package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.server.execution.AdaptivePrefetch;
import io.amphora.server.interceptor.ServerInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * The fixed settings of a server.
 *
 * @param uuid the identifier of the server
 * @param concurrency the maximum number of functions that run at a time
 * @param overdueConcurrency the maximum number of functions that run in addition after
 * their calls were cancelled
 * @param prefetch the maximum number of unacknowledged requests
 * @param adaptsPrefetch whether the prefetch is lower in a new server, and higher while
 * functions are short
 * @param deliveryMode whether replies survive a restart of the broker
 * @param appId the {@code app_id} of replies
 * @param gracePeriod how long to wait for running functions
 * @param maxIgnores how often an ignored request is requeued
 * @param maxRunTime the maximum run time of functions whose callers set no timeout, or
 * {@code null} for no limit
 * @param deliveryLimit how often a request may be delivered, or 0 for no limit
 * @param duplicateLimits the limits on remembered replies
 * @param introspection whether callers can get a description of the server
 * @param cancellation whether callers can cancel their calls
 * @param version the version of the application, or {@code null} for none
 * @param interceptors add the interceptors to a list, or change their order
 * @param errorMessages which exception messages callers get
 * @param replyTargets where replies may be sent
 * @param executor runs functions, or {@code null} for threads of the server
 */
record ServerSettings(String uuid, int concurrency, int overdueConcurrency, int prefetch, boolean adaptsPrefetch,
		MessageDeliveryMode deliveryMode, @Nullable String appId, Duration gracePeriod, int maxIgnores,
		@Nullable Duration maxRunTime, int deliveryLimit, DuplicateWindow.Limits duplicateLimits, boolean introspection,
		boolean cancellation, @Nullable String version, List<Consumer<List<ServerInterceptor>>> interceptors,
		ErrorMessages errorMessages, ReplyTargets replyTargets, @Nullable Executor executor) {

	/**
	 * The settings that a builder collects, with their defaults. Not thread-safe.
	 */
	static final class Draft {

		String uuid = UUID.randomUUID().toString();

		@Nullable Executor executor;

		int concurrency = 16;

		int overdueConcurrency = 16;

		@Nullable Integer prefetch;

		MessageDeliveryMode deliveryMode = MessageDeliveryMode.PERSISTENT;

		@Nullable String appId;

		Duration gracePeriod = Duration.ofSeconds(25);

		int maxIgnores = 10;

		@Nullable Duration maxRunTime;

		int deliveryLimit = 20;

		DuplicateWindow.Limits duplicateLimits = DuplicateWindow.Limits.DEFAULT;

		ErrorMessages errorMessages = ErrorMessages.ANNOTATED;

		ReplyTargets replyTargets = ReplyTargets.SERVICE;

		boolean introspection = true;

		boolean cancellation = true;

		@Nullable String version;

		final List<Consumer<List<ServerInterceptor>>> interceptors = new ArrayList<>();

		/** Return the present settings, which do not change afterwards. */
		ServerSettings settings() {
			int initialPrefetch = (this.prefetch != null) ? this.prefetch : AdaptivePrefetch.CAUTIOUS;
			return new ServerSettings(this.uuid, this.concurrency, this.overdueConcurrency, initialPrefetch,
					this.prefetch == null, this.deliveryMode, this.appId, this.gracePeriod, this.maxIgnores,
					this.maxRunTime, this.deliveryLimit, this.duplicateLimits, this.introspection, this.cancellation,
					this.version, List.copyOf(this.interceptors), this.errorMessages, this.replyTargets, this.executor);
		}

	}

}
