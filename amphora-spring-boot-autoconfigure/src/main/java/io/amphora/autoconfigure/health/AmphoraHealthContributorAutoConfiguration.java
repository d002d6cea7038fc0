package io.amphora.autoconfigure.health;

import io.amphora.actuate.AmphoraHealthContributor;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;

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
@ConditionalOnBean(AmphoraComponents.class)
@ConditionalOnEnabledHealthIndicator("amphora")
public final class AmphoraHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "amphoraHealthContributor", "amphoraHealthIndicator" })
	AmphoraHealthContributor amphoraHealthContributor(AmphoraComponents components) {
		return new AmphoraHealthContributor(components::servers, components::clients, components::beanName);
	}

}
