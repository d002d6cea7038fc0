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

package io.amphora.autoconfigure.observation;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.observation.AmphoraClientMeters;
import io.amphora.observation.AmphoraServerMeters;
import io.amphora.observation.QueueWaitInterceptor;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for meters of clients and servers if there
 * is a {@link MeterRegistry}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = { "amphora.enabled", "amphora.observation.meters" }, matchIfMissing = true)
@EnableConfigurationProperties({ AmphoraObservationProperties.class, AmphoraProperties.class })
public final class AmphoraMetersAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AmphoraClientMeters amphoraClientMeters(MeterRegistry registry, AmphoraProperties properties) {
		return new AmphoraClientMeters(registry, !properties.connections().isEmpty());
	}

	@Bean
	@ConditionalOnMissingBean
	AmphoraServerMeters amphoraServerMeters(MeterRegistry registry, AmphoraProperties properties) {
		return new AmphoraServerMeters(registry, !properties.connections().isEmpty());
	}

	@Bean
	@ConditionalOnMissingBean
	QueueWaitInterceptor amphoraQueueWait(MeterRegistry registry) {
		return new QueueWaitInterceptor(registry);
	}

}
