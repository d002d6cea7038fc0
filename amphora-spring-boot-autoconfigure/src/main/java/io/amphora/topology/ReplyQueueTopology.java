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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The queue from which one client receives replies. It is a classic queue unless a type
 * is configured: only one client uses it, and it does not outlive that client for long,
 * so replicas would cost each client a Raft group. A queue that exists with the default
 * type of the virtual host, as earlier versions declared it, is used as it is.
 * Thread-safe: several channels declare it, each on its own worker thread.
 */
final class ReplyQueueTopology implements Topology {

	/** RabbitMQ's refusal of a classic queue if there is one of another type. */
	private static final Pattern CLASSIC_REFUSED = Pattern
		.compile("inequivalent arg 'x-queue-type'.*received (the value )?'classic'");

	/** The channels for requests, replies and descriptions. */
	private static final int MAX_ADAPTATIONS = 3;

	private final Topology exchanges;

	private final String exchange;

	private final String queue;

	private final String uuid;

	private final long expires;

	private final @Nullable QueueType type;

	private volatile boolean existingType;

	/**
	 * A declaration is refused once for each channel that declares the queue at the same
	 * time. If the queue has yet another type, the refusal is final.
	 */
	private final AtomicInteger adaptations = new AtomicInteger(MAX_ADAPTATIONS);

	/**
	 * Create a topology.
	 * @param exchanges declared first
	 * @param exchange the exchange that the queue is bound to
	 * @param queue the name of the queue
	 * @param uuid the id of the client
	 * @param expires how long the queue is kept without its client, in milliseconds
	 * @param type the configured type, or {@code null}
	 */
	ReplyQueueTopology(Topology exchanges, String exchange, String queue, String uuid, long expires,
			@Nullable QueueType type) {
		this.exchanges = exchanges;
		this.exchange = exchange;
		this.queue = queue;
		this.uuid = uuid;
		this.type = type;
		this.expires = expires;
	}

	@Override
	public void declare(Channel channel) throws IOException {
		this.exchanges.declare(channel);
		channel.queueDeclareNoWait(this.queue, true, false, false, arguments());
		channel.queueBindNoWait(this.queue, this.exchange, this.queue, Map.of());
		channel.queueBind(this.queue, this.exchange, this.uuid);
	}

	private Map<String, Object> arguments() {
		Map<String, Object> arguments = new HashMap<>();
		arguments.put("x-expires", this.expires);
		if (this.type != null) {
			this.type.addTo(arguments);
		}
		else if (!this.existingType) {
			QueueType.CLASSIC.addTo(arguments);
		}
		return arguments;
	}

	@Override
	public boolean adaptTo(Throwable failure) {
		if (this.type != null || !CLASSIC_REFUSED.matcher(ChannelRefusal.text(failure)).find()) {
			return false;
		}
		this.existingType = true;
		return this.adaptations.getAndUpdate((left) -> Math.max(0, left - 1)) > 0;
	}

}
