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

package io.amphora.transport.connection;

import java.util.Map;

import com.rabbitmq.client.Channel;

/**
 * Identifies the broker by the properties that it sends when a connection is opened.
 *
 * @since 0.1.0
 */
public final class BrokerProduct {

	private BrokerProduct() {
	}

	/**
	 * Return whether the broker is Qpid, the embedded broker. Does not contact the
	 * broker.
	 * @param channel a channel of the broker
	 * @return {@code true} if the broker calls itself Qpid
	 */
	public static boolean isQpid(Channel channel) {
		Map<String, Object> broker = channel.getConnection().getServerProperties();
		return broker != null && String.valueOf(broker.get("product")).contains("Qpid");
	}

}
