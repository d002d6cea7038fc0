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

package io.amphora.actuate;

import java.util.Map;

import io.amphora.actuate.AmphoraEndpoint.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension} for the {@link AmphoraEndpoint}. The responses of refused
 * operations contain the reason, which error responses of Spring Boot do not by default.
 * Thread-safe.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = AmphoraEndpoint.class)
public class AmphoraEndpointWebExtension {

	private final AmphoraEndpoint endpoint;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 */
	public AmphoraEndpointWebExtension(AmphoraEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Apply an operation to servers.
	 * @param operation the operation
	 * @param service the service whose servers to change, or {@code null} for the servers
	 * of all services
	 * @param queue an additional queue, or {@code null} for all queues
	 * @return the descriptions of these servers after the operation, or the reason why
	 * the operation is refused
	 */
	@WriteOperation
	public WebEndpointResponse<Object> change(@Selector Operation operation, @Nullable String service,
			@Nullable String queue) {
		try {
			return new WebEndpointResponse<>(this.endpoint.change(operation, service, queue));
		}
		catch (InvalidEndpointRequestException ex) {
			return new WebEndpointResponse<>(Map.of("message", String.valueOf(ex.getReason())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

}
