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
 * The remaining interceptors and the function of a call.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerCallChain {

	/**
	 * Proceed with the call.
	 * @param call the call
	 * @return the result of the function, or a
	 * {@link java.util.concurrent.CompletionStage} of it if the function returned a stage
	 * or a publisher
	 * @throws Exception if the function throws it;
	 * {@link io.amphora.WrongRequestException} if the server has no such function
	 */
	@Nullable Object proceed(ServerCall call) throws Exception;

}
