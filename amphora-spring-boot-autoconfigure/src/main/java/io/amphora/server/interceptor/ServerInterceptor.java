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

package io.amphora.server.interceptor;

import org.jspecify.annotations.Nullable;

/**
 * Intercepts the functions of a server. Implementations must be thread-safe. A server
 * invokes its interceptors in the order in which they were added, the first one
 * outermost.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerInterceptor {

	/**
	 * Run the function, or prevent it from running. Called on the thread that runs the
	 * function, with the call as {@link io.amphora.CallContext#current()}, even if the
	 * server does not have the function.
	 * @param call the call
	 * @param chain the remaining interceptors and the function
	 * @return the result, usually that of the chain, serialized as the result type of the
	 * function; for a {@link java.util.concurrent.CompletionStage}, which the chain
	 * returns if the function does, the reply is sent when it completes, and it is
	 * cancelled with the call
	 * @throws Exception sent to the caller as a remote exception, as if the function had
	 * thrown it
	 */
	@Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception;

}
