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

package io.amphora.autoconfigure.security;

import java.util.List;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.security.CallerAuthenticator;
import io.amphora.security.SecurityServerInterceptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/**
 * {@link AutoConfiguration Auto-configuration} for the security of functions if Spring
 * Security is present.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = AmphoraServerAutoConfiguration.class)
@ConditionalOnClass(AccessDeniedException.class)
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraProperties.class)
public final class AmphoraSecurityAutoConfiguration {

	/** Runs inside observations, so that they include calls that are denied. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1000;

	@Bean
	@Order(ORDER)
	@ConditionalOnMissingBean
	SecurityServerInterceptor amphoraSecurityInterceptor(AmphoraProperties properties,
			ObjectProvider<CallerAuthenticator> authenticators) {
		return new SecurityServerInterceptor(properties.server().security().userId()
				? authenticators.getIfAvailable(() -> AmphoraSecurityAutoConfiguration::withoutAuthorities) : null);
	}

	private static UsernamePasswordAuthenticationToken withoutAuthorities(String userId, Object call) {
		return UsernamePasswordAuthenticationToken.authenticated(userId, null, List.of());
	}

}
