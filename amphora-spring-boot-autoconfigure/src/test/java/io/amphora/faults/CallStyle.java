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

package io.amphora.faults;

import java.util.concurrent.CompletableFuture;

import io.amphora.client.RemoteFunction;

/**
 * How calls are made.
 */
enum CallStyle {

	DEFER {
		@Override
		CompletableFuture<String> call(RemoteFunction function, String request) {
			return function.defer(String.class, request);
		}
	},

	MONO {
		@Override
		CompletableFuture<String> call(RemoteFunction function, String request) {
			return function.reactive().call(String.class, request).toFuture();
		}
	},

	SUSPEND {
		@Override
		CompletableFuture<String> call(RemoteFunction function, String request) {
			return Coroutines.call(function, request);
		}
	};

	/** Make a call that is cancelled with the future. */
	abstract CompletableFuture<String> call(RemoteFunction function, String request);

}
