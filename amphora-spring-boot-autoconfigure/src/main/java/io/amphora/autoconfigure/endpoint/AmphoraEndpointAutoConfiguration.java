package io.amphora.autoconfigure.endpoint;

import io.amphora.actuate.AmphoraEndpoint;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;

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
@ConditionalOnBean(AmphoraComponents.class)
public final class AmphoraEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AmphoraEndpoint amphoraEndpoint(AmphoraComponents components) {
		return new AmphoraEndpoint(components::servers, components::clients, components::beanName);
	}

}
