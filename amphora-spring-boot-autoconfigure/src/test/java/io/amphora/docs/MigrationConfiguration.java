package io.amphora.docs;

import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.AmphoraServer;
import io.amphora.transport.BrokerTransport;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A configuration of an application that moves from one broker to another.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

	// tag::server[]
	@Bean(defaultCandidate = false)
	AmphoraServer onTheOldBroker(AmphoraServers servers) {
		return servers.forService("simplemath", "old");
	}
	// end::server[]

	// tag::client[]
	@Bean
	AmphoraClient audit(@Qualifier("old") BrokerTransport transport, RpcSerializer serializer) {
		return AmphoraClient.builder("audit", transport).serializer(serializer).build();
	}
	// end::client[]

}
