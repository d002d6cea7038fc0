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

package io.amphora.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;

/**
 * The permission to publish to exchanges. Nothing that is declared requires it, so it
 * would otherwise be refused with the first message. The declaration puts the channel
 * into confirm mode.
 *
 * @param exchanges the names of the exchanges, empty for the default exchange
 */
record WritableExchanges(Set<String> exchanges) implements Topology {

	/**
	 * The names of queues and clients are not empty, so the broker drops the message,
	 * unless an operator has configured an alternate exchange.
	 */
	private static final String NO_RECEIVER = "";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Override
	public boolean creates() {
		return false;
	}

	@Override
	public Set<String> checkedExchanges() {
		return this.exchanges;
	}

	/**
	 * A broker with an alarm reads nothing from a connection that has published, so the
	 * permission is then checked later.
	 */
	@Override
	public void declare(Channel channel) throws IOException {
		channel.confirmSelect();
		for (String exchange : this.exchanges) {
			channel.basicPublish(exchange, NO_RECEIVER, null, new byte[0]);
		}
		try {
			channel.waitForConfirms(PATIENCE.toMillis());
		}
		catch (TimeoutException ex) {
			// the broker closes the channel once it reads the messages
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
