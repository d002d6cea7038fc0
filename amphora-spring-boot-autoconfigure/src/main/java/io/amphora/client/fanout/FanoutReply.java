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

package io.amphora.client.fanout;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * The reply of one server to a gathered call.
 *
 * @param <T> the type of the result
 * @param instance the server that sent the reply
 * @param value the result, or {@code null} if the function returned nothing or failed
 * @param error the failure of the call on that server, or {@code null} if it succeeded
 * @since 0.1.0
 */
public record FanoutReply<T>(String instance, @Nullable T value, @Nullable AmphoraException error) {

	/**
	 * Return whether the call succeeded on this server.
	 * @return {@code true} unless there is an {@link #error()}
	 */
	public boolean successful() {
		return this.error == null;
	}

}
