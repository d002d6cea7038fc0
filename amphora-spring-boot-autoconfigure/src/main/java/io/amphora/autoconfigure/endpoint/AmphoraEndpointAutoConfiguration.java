package io.amphora.autoconfigure.endpoint;

import java.util.Collection;
import java.util.List;

import io.amphora.actuate.AmphoraEndpoint;
import io.amphora.autoconfigure.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.AmphoraClientFactory;
import io.amphora.autoconfigure.AmphoraServerAutoConfiguration;
import io.amphora.autoconfigure.AmphoraServers;
import io.amphora.server.AmphoraServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the actuator endpoint {@code amphora}.
 */
@AutoConfiguration(after = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(AmphoraEndpoint.class)
@ConditionalOnBean(AmphoraClientFactory.class)
public final class AmphoraEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AmphoraEndpoint amphoraEndpoint(ObjectProvider<AmphoraServers> servers, AmphoraClientFactory clients) {
		return new AmphoraEndpoint(() -> servers(servers), clients::clients);
	}

	private static Collection<AmphoraServer> servers(ObjectProvider<AmphoraServers> provider) {
		AmphoraServers servers = provider.getIfAvailable();
		return (servers != null) ? servers.servers() : List.<AmphoraServer>of();
	}

}
