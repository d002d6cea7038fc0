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

/**
 * Connections to a broker, and channels that are reopened when they are lost.
 * <p>
 * {@link io.amphora.transport.connection.ProtectedConnectionFactory},
 * {@link io.amphora.transport.connection.BrokerConnectionFactory},
 * {@link io.amphora.transport.connection.ReadingThread},
 * {@link io.amphora.transport.connection.ConnectionState} and
 * {@link io.amphora.transport.connection.ConnectionFailure} are API. The rest is
 * internal. Start reading at {@link io.amphora.transport.connection.BrokerConnection};
 * {@link io.amphora.transport.connection.ManagedChannel} reopens a channel, and
 * {@link io.amphora.transport.connection.BrokerErrors} classifies failures.
 */
@NullMarked
package io.amphora.transport.connection;

import org.jspecify.annotations.NullMarked;
