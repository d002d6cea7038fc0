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

package io.amphora.autoconfigure.endpoint;

import io.amphora.actuate.AmphoraEndpoint;
import io.amphora.actuate.AmphoraEndpointWebExtension;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the actuator endpoint {@code amphora}.
 *
 * @since 0.1.0
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

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(AmphoraEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	AmphoraEndpointWebExtension amphoraEndpointWebExtension(AmphoraEndpoint endpoint) {
		return new AmphoraEndpointWebExtension(endpoint);
	}

}
