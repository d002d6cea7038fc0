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
