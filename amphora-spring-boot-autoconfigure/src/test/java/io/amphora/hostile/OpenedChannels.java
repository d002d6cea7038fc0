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

package io.amphora.hostile;

import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;

/**
 * Counts what a connection factory's connections go through. Thread-safe.
 */
final class OpenedChannels extends NoOpMetricsCollector {

	private final AtomicInteger changes = new AtomicInteger();

	/**
	 * How often a connection or a channel was opened or closed. It stays the same while
	 * none is lost.
	 */
	int changes() {
		return this.changes.get();
	}

	@Override
	public void newConnection(Connection connection) {
		this.changes.incrementAndGet();
	}

	@Override
	public void closeConnection(Connection connection) {
		this.changes.incrementAndGet();
	}

	@Override
	public void newChannel(Channel channel) {
		this.changes.incrementAndGet();
	}

	@Override
	public void closeChannel(Channel channel) {
		this.changes.incrementAndGet();
	}

}
