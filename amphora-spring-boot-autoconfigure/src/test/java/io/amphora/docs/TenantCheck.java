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

import java.util.Map;

import io.amphora.RemoteException;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An interceptor of the servers of an application.
 */
// tag::bean[]
@Component
@Order(1)
class TenantCheck implements ServerInterceptor {

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		Map<String, Object> headers = call.properties().getHeaders();
		if (headers == null || !"blue".equals(String.valueOf(headers.get("tenant")))) {
			throw new RemoteException("WrongTenant", "'%s' is for blue only".formatted(call.context().function()));
		}
		return chain.proceed(call);
	}

}
// end::bean[]
