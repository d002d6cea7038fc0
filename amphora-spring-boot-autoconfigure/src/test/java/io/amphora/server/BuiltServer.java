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
import java.util.concurrent.Executor;

import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.topology.QueueType;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * Shows tests in other packages the settings that a builder passes to its servers.
 */
public final class BuiltServer {

	private final AmphoraServerBuilder<?> builder;

	private final ServerSettings settings;

	private BuiltServer(AmphoraServerBuilder<?> builder) {
		this.builder = builder;
		this.settings = builder.settings();
	}

	/** Return the present settings of a builder. */
	public static BuiltServer of(AmphoraServerBuilder<?> builder) {
		return new BuiltServer(builder);
	}

	public BrokerTransport transport() {
		return this.builder.transport();
	}

	public int concurrency() {
		return this.settings.concurrency();
	}

	public int overdueConcurrency() {
		return this.settings.overdueConcurrency();
	}

	/** Return {@code null} if the server adapts its prefetch. */
	public @Nullable Integer prefetch() {
		return this.settings.adaptsPrefetch() ? null : this.settings.prefetch();
	}

	public @Nullable Executor executor() {
		return this.settings.executor();
	}

	public MessageDeliveryMode deliveryMode() {
		return this.settings.deliveryMode();
	}

	public @Nullable String appId() {
		return this.settings.appId();
	}

	public @Nullable String version() {
		return this.settings.version();
	}

	public QueueType queueType() {
		return this.builder.topology().queueType();
	}

	public boolean declare() {
		return this.builder.topology().declares();
	}

	public Duration gracePeriod() {
		return this.settings.gracePeriod();
	}

	public int maxIgnores() {
		return this.settings.maxIgnores();
	}

	public @Nullable Duration maxRunTime() {
		return this.settings.maxRunTime();
	}

	public int deliveryLimit() {
		return this.settings.deliveryLimit();
	}

	public DuplicateWindow.Limits duplicateLimits() {
		return this.settings.duplicateLimits();
	}

	public boolean introspection() {
		return this.settings.introspection();
	}

	public boolean cancellation() {
		return this.settings.cancellation();
	}

}
