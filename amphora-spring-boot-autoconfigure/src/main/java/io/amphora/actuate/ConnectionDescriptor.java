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

import io.amphora.transport.connection.ConnectionFailure;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Description of the connections to the broker for operators. It contains only the type
 * of an exception, because messages may reveal more than operators should see.
 *
 * @param name the name of the connection, or {@code null} for the default one
 * @param publishing whether there is a connection to publish on
 * @param consuming whether there is a connection to consume from
 * @param address address and port of the node that deliveries come from, or {@code null}
 * @param blockedReason why the broker blocks publishing, or {@code null} if it does not
 * @param lastFailure the type of the exception of the last failed attempt to connect, or
 * {@code null}
 * @param failure the reason of the last failure, or {@code null}
 * @param description the failure and its remedy in words, or {@code null}
 * @since 0.1.0
 */
public record ConnectionDescriptor(@Nullable String name, boolean publishing, boolean consuming,
		@Nullable String address, @Nullable String blockedReason, @Nullable String lastFailure,
		@Nullable ConnectionFailure failure, @Nullable String description) {

	static ConnectionDescriptor of(@Nullable String name, ConnectionState state) {
		Exception exception = state.lastFailure();
		ConnectionFailure failure = state.failure();
		return new ConnectionDescriptor(name, state.publishing(), state.consuming(), state.address(),
				state.blockedReason(), (exception != null) ? exception.getClass().getName() : null, failure,
				(failure != null) ? failure.summary() + ". " + failure.remedy() : null);
	}

}
