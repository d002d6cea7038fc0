package io.amphora.autoconfigure;

import java.util.List;

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
 * Makes servers from properties.
 */
final class ServerCreator {

	private final BrokerTransport transport;

	private final RpcSerializer serializer;

	private final AmphoraProperties properties;

	private final Environment environment;

	private final List<AmphoraServerBuilderCustomizer> customizers;

	private final StateEvents events;

	ServerCreator(BrokerTransport transport, RpcSerializer serializer, AmphoraProperties properties,
			Environment environment, List<AmphoraServerBuilderCustomizer> customizers, StateEvents events) {
		this.transport = transport;
		this.serializer = serializer;
		this.properties = properties;
		this.environment = environment;
		this.customizers = customizers;
		this.events = events;
	}

	AmphoraServer create(String service) {
		return builder(service).build();
	}

	AmphoraFanoutServer createFanout(String service) {
		return builder(service).buildFanout();
	}

	private AmphoraServerBuilder builder(String service) {
		AmphoraServerBuilder builder = AmphoraServer.builder(service, this.transport)
			.serializer(this.serializer)
			.stateListener(this.events::changed);
		apply(service, builder);
		if (Threading.VIRTUAL.isActive(this.environment)) {
			builder.executor(new VirtualThreadTaskExecutor("amphora-" + service + "-"));
		}
		this.customizers.forEach((customizer) -> customizer.customize(service, builder));
		return builder;
	}

	private void apply(String service, AmphoraServerBuilder builder) {
		AmphoraServerProperties server = this.properties.server();
		ConfiguredValues values = new ConfiguredValues("amphora.server");
		if (service.equals(server.serviceName())) {
			values.set("service-name", service, (name) -> new ServiceTopology(name, this.properties.queueType()));
		}
		values.set("concurrency", server.concurrency(), builder::concurrency);
		values.set("prefetch", server.prefetch(), builder::prefetch);
		values.set("max-ignores", server.maxIgnores(), builder::maxIgnores);
		values.set("shutdown.grace-period", server.shutdown().gracePeriod(), builder::gracePeriod);
		builder
			.appId((this.properties.appId() != null) ? this.properties.appId()
					: this.environment.getProperty("spring.application.name"))
			.persistent(this.properties.deliveryMode() == DeliveryMode.PERSISTENT)
			.queueType(this.properties.queueType());
	}

}
