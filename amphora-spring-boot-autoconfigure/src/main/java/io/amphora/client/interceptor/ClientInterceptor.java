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

package io.amphora.client.interceptor;

/**
 * Intercepts the calls of a client before they are sent, and can observe how they end.
 * Must be thread-safe. A client invokes its interceptors in the order in which they were
 * added, and their outcome listeners in reverse order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientInterceptor {

	/**
	 * Intercept a call before it is sent. Runs on the thread of the caller, and must not
	 * block if that thread delivers replies.
	 * @param call the call
	 * @throws RuntimeException to fail the call: the request is not sent, and the caller
	 * receives the exception, through the future if the call returns one
	 */
	void intercept(ClientCall call);

}
