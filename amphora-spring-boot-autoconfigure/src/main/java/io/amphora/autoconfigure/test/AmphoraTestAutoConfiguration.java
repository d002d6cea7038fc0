package io.amphora.autoconfigure.test;

import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for a client in tests of a server.
 */
@AutoConfiguration(after = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class })
public final class AmphoraTestAutoConfiguration {

	@Bean(destroyMethod = "")
	@ConditionalOnSingleCandidate(AmphoraServer.class)
	@ConditionalOnMissingBean
	AmphoraClient amphoraTestClient(AmphoraClientFactory factory, AmphoraServer server) {
		return factory.create(server.service());
	}

}
