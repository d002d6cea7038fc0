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

package io.amphora.sample;

import io.amphora.CallContext;
import io.amphora.security.CallerAuthenticator;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/**
 * Grants authorities to callers, which the broker identifies by the user of their
 * connection. Callers without a user id have no authorities.
 */
@Component
@EnableMethodSecurity
class Callers implements CallerAuthenticator {

	@Override
	public Authentication authenticate(String userId, CallContext call) {
		return UsernamePasswordAuthenticationToken.authenticated(userId, null,
				AuthorityUtils.createAuthorityList("ROLE_KEEPER"));
	}

}
