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

import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * An interceptor that calls a function itself.
 */
// tag::bean[]
@Component
class TokenHeader implements ClientInterceptor {

	private final AmphoraClient auth;

	TokenHeader(@Qualifier("auth") AmphoraClient auth) {
		this.auth = auth;
	}

	@Override
	public void intercept(ClientCall call) {
		if (!call.service().equals(this.auth.service())) {
			call.headers().put("token", this.auth.call("token", String.class));
		}
	}

}
// end::bean[]
