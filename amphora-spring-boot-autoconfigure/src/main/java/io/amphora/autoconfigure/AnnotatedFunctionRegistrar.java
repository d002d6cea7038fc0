package io.amphora.autoconfigure;

import io.amphora.annotation.AmphoraFunctionDetector;
import io.amphora.annotation.AnnotatedFunction;
import io.amphora.annotation.InvalidFunctionException;
import io.amphora.contract.TypedClients;
import io.amphora.server.AmphoraServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Gives annotated functions to the servers of their services, before these start.
 */
final class AnnotatedFunctionRegistrar implements SmartInitializingSingleton {

	private final AmphoraServers servers;

	private final ObjectProvider<AmphoraServer> serverBeans;

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable String defaultService;

	AnnotatedFunctionRegistrar(AmphoraServers servers, ObjectProvider<AmphoraServer> serverBeans,
			ConfigurableListableBeanFactory beanFactory, @Nullable String defaultService) {
		this.servers = servers;
		this.serverBeans = serverBeans;
		this.beanFactory = beanFactory;
		this.defaultService = defaultService;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.serverBeans.forEach(this.servers::adopt);
		AmphoraFunctionDetector detector = new AmphoraFunctionDetector(this.beanFactory);
		detector
			.detect((this.defaultService != null) ? this.defaultService : "",
					(beanName) -> !TypedClients.contains(beanName, this.beanFactory))
			.forEach(this::register);
	}

	private void register(AnnotatedFunction function) {
		if (function.service().isEmpty()) {
			throw new MissingServiceNameException(function.name(), function.beanName());
		}
		try {
			AmphoraServer server = function.fanout() ? this.servers.fanoutForService(function.service())
					: this.servers.forService(function.service());
			server.addFunction(function.definition());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFunctionException(function.beanName(), function.method(), ex.getMessage() + ".",
					"Name the function otherwise, as in @AmphoraFunction(\"otherName\").", ex);
		}
	}

}
