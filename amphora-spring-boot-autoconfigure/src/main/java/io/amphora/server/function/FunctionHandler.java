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

package io.amphora.server.function;

import org.jspecify.annotations.Nullable;

/**
 * Runs a function. Called from several threads at a time.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FunctionHandler {

	/**
	 * Run the function.
	 * @param call the arguments and the context of the call
	 * @return the result; for a {@link java.util.concurrent.CompletionStage}, a
	 * {@link java.util.concurrent.Future} or a reactive type with at most one value, such
	 * as {@code Mono}, the reply is sent when it completes
	 * @throws Exception sent to the caller as a remote exception. Throw
	 * {@link io.amphora.RemoteException} to choose its type and arguments,
	 * {@link io.amphora.WrongRequestException} if the arguments are invalid, or
	 * {@link io.amphora.IgnoreRequestException} to leave the request to another server
	 */
	@Nullable Object handle(FunctionCall call) throws Exception;

}
