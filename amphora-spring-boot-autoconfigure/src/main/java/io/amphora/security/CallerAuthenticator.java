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

package io.amphora.security;

import io.amphora.CallContext;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Creates the authentication of a caller, with the caller's authorities. Called from
 * several threads at a time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallerAuthenticator {

	/**
	 * Create the authentication that a function runs with.
	 * @param userId the user of the caller, validated by the broker
	 * @param call the call
	 * @return the authentication
	 * @throws AuthenticationException if the caller is unknown; access is then denied
	 */
	Authentication authenticate(String userId, CallContext call);

}
