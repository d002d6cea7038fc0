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

package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reads correlation ids. Some AMQP clients send an empty one instead of none.
 *
 * @since 0.1.0
 */
public final class CorrelationId {

	private CorrelationId() {
	}

	/**
	 * Return the correlation id of a message.
	 * @param properties the properties of the message
	 * @return the correlation id, or {@code null} if it is missing or empty
	 */
	public static @Nullable String of(BasicProperties properties) {
		String id = properties.getCorrelationId();
		return (id == null || id.isEmpty()) ? null : id;
	}

}
