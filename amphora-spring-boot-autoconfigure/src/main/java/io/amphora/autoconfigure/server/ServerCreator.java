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

package io.amphora.autoconfigure.server;

import java.time.Duration;
import java.util.List;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.AmphoraServerProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.autoconfigure.connection.TransportLookup;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Creates servers from properties.
 */
final class ServerCreator {

	private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

	private final TransportLookup transportLookup;

	private final RpcSerializer serializer;

	private final AmphoraProperties properties;

	private final Environment environment;

	private final List<AmphoraServerBuilderCustomizer> customizers;

	ServerCreator(TransportLookup transportLookup, RpcSerializer serializer, AmphoraProperties properties,
			Environment environment, List<AmphoraServerBuilderCustomizer> customizers) {
		this.transportLookup = transportLookup;
		this.serializer = serializer;
		this.properties = properties;
		this.environment = environment;
		this.customizers = customizers;
	}

	AmphoraServer create(ServerKey key) {
		return configure(AmphoraServer.builder(key.service(), transport(key)), key.service()).build();
	}

	AmphoraFanoutServer createFanout(ServerKey key) {
		return configure(AmphoraFanoutServer.builder(key.service(), transport(key)), key.service()).build();
	}

	private BrokerTransport transport(ServerKey key) {
		return this.transportLookup.get(key.connection(), null);
	}

	private <S extends AmphoraServer> AmphoraServerBuilder<S> configure(AmphoraServerBuilder<S> builder,
			String service) {
		builder.serializer(this.serializer);
		apply(service, builder);
		if (Threading.VIRTUAL.isActive(this.environment)) {
			builder.executor(new VirtualThreadTaskExecutor("amphora-" + service + "-"));
		}
		this.customizers.forEach((customizer) -> customizer.customize(builder, service));
		return builder;
	}

	private void apply(String service, AmphoraServerBuilder<?> builder) {
		AmphoraServerProperties server = this.properties.server();
		CheckedProperties values = new CheckedProperties("amphora.server");
		if (service.equals(server.serviceName())) {
			values.set("service-name", service, (name) -> new ServiceTopology(name, this.properties.queueType()));
		}
		values.set("concurrency", server.concurrency(), builder::concurrency);
		if (server.prefetch() != null) {
			values.set("prefetch", server.prefetch(), builder::prefetch);
		}
		values.set("overdue-concurrency", server.overdueConcurrency(), builder::overdueConcurrency);
		values.set("max-run-time", server.maxRunTime(), builder::maxRunTime);
		values.set("max-ignores", server.maxIgnores(), builder::maxIgnores);
		values.set("delivery-limit", server.deliveryLimit(), builder::deliveryLimit);
		AmphoraServerProperties.DuplicateWindow window = server.duplicateWindow();
		values.set("duplicate-window.size", window.size(), (size) -> builder.duplicateWindow(1, size, ONE_MINUTE));
		values.set("duplicate-window.time", window.time(), (time) -> builder.duplicateWindow(1, window.size(), time));
		values.set("duplicate-window.count", window.count(),
				(count) -> builder.duplicateWindow(count, window.size(), window.time()));
		values.set("shutdown.grace-period", server.shutdown().gracePeriod(), builder::gracePeriod);
		builder.declare(server.declare())
			.introspection(server.introspection().enabled())
			.cancellation(server.cancellation().enabled())
			.version(this.environment.getProperty("spring.application.version"))
			.appId((this.properties.appId() != null) ? this.properties.appId()
					: this.environment.getProperty("spring.application.name"))
			.errorMessages(server.errors().includeMessage())
			.replyTo(server.replyTo())
			.deliveryMode(this.properties.deliveryMode())
			.queueType(this.properties.queueType());
	}

}
