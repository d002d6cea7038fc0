package io.amphora.autoconfigure.health;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.amphora.actuate.AmphoraHealthContributor;
import io.amphora.autoconfigure.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.AmphoraClientFactory;
import io.amphora.autoconfigure.AmphoraServerAutoConfiguration;
import io.amphora.autoconfigure.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of clients and servers.
 */
@AutoConfiguration(after = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class })
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(AmphoraClientFactory.class)
@ConditionalOnEnabledHealthIndicator("amphora")
public final class AmphoraHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "amphoraHealthContributor", "amphoraHealthIndicator" })
	AmphoraHealthContributor amphoraHealthContributor(ObjectProvider<AmphoraServers> servers,
			AmphoraClientFactory clientFactory, ObjectProvider<AmphoraClient> clientBeans) {
		return new AmphoraHealthContributor(() -> servers(servers), () -> clients(clientFactory, clientBeans));
	}

	private static Collection<AmphoraServer> servers(ObjectProvider<AmphoraServers> servers) {
		AmphoraServers available = servers.getIfAvailable();
		return (available != null) ? available.servers() : List.of();
	}

	/** Beans that the application has made itself, as well, but no mocks. */
	private static Collection<AmphoraClient> clients(AmphoraClientFactory factory,
			ObjectProvider<AmphoraClient> beans) {
		Set<AmphoraClient> clients = new LinkedHashSet<>();
		beans.orderedStream().filter((client) -> client.service() != null).forEach(clients::add);
		clients.addAll(factory.clients());
		return clients;
	}

}
