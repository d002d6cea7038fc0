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

package io.amphora.autoconfigure.embedded;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.embedded.EmbeddedBroker;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for an embedded broker, which only Amphora
 * uses.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = AmphoraConnectionAutoConfiguration.class)
@ConditionalOnBooleanProperty("amphora.embedded.enabled")
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ AmphoraProperties.class, AmphoraEmbeddedProperties.class })
public final class AmphoraEmbeddedBrokerAutoConfiguration {

	private static final String BROKER = "amphoraEmbeddedBroker";

	private static final String CONNECTION_DETAILS = "amphoraEmbeddedConnectionDetails";

	@Bean(BROKER)
	EmbeddedBroker amphoraEmbeddedBroker(AmphoraEmbeddedProperties embedded, AmphoraProperties properties,
			ConfigurableListableBeanFactory beanFactory) {
		EmbeddedBrokerSetup setup = new EmbeddedBrokerSetup(beanFactory);
		setup.requireQpid();
		setup.requirePort(embedded.port());
		setup.requireNoAddress(properties);
		setup.requireNoDirectReplies(properties);
		setup.requireNoOther(AmphoraConnectionDetails.class, CONNECTION_DETAILS);
		setup.requireNoOther(EmbeddedBroker.class, BROKER);
		return EmbeddedBroker.start(embedded.port());
	}

	@Bean(CONNECTION_DETAILS)
	AmphoraConnectionDetails amphoraEmbeddedConnectionDetails(EmbeddedBroker amphoraEmbeddedBroker) {
		return new EmbeddedBrokerConnectionDetails(amphoraEmbeddedBroker);
	}

}
