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

package io.amphora.client;

import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Status of a client, for monitoring. None of the methods contacts the broker or blocks.
 * Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface ClientStatus {

	/**
	 * Return the id that distinguishes this client from others of the service. It is part
	 * of the name of the reply queue.
	 * @return the id
	 */
	String uuid();

	/**
	 * Return the lifecycle state of this client.
	 * @return the state that the last lifecycle method left it in
	 */
	ClientState state();

	/**
	 * Return the statistics of this client.
	 * @return a snapshot
	 */
	ClientStatistics statistics();

	/**
	 * Return the state of this client's connections, which it shares with the other users
	 * of its transport.
	 * @return a snapshot
	 */
	ConnectionState connection();

	/**
	 * Return the name of the connection that this client uses.
	 * @return the name of the transport, or {@code null} if it has none
	 */
	@Nullable String connectionName();

	/**
	 * Return the state of the reply consumer. Neither contacts the broker nor blocks.
	 * @return a snapshot
	 */
	ConsumerState consumer();

}
