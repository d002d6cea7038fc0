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

package io.amphora.autoconfigure.web;

import io.amphora.web.AmphoraExceptionAdvice;
import io.amphora.web.AmphoraExceptionHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * {@link AutoConfiguration Auto-configuration} for HTTP responses to failed calls in
 * applications with Spring MVC or Spring WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication
@ConditionalOnClass({ RestControllerAdvice.class, ProblemDetail.class })
@ConditionalOnBooleanProperty(name = { "amphora.enabled", "amphora.web.problem-details.enabled" },
		matchIfMissing = true)
@EnableConfigurationProperties(AmphoraWebProperties.class)
public final class AmphoraWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AmphoraExceptionHandler amphoraExceptionHandler() {
		return new AmphoraExceptionHandler();
	}

	/** Registered after the advices of the application and its auto-configuration. */
	@Bean
	AmphoraExceptionAdvice amphoraExceptionAdvice(AmphoraExceptionHandler handler) {
		return new AmphoraExceptionAdvice(handler);
	}

}
