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

package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.amphora.client.ReplyMode;
import io.amphora.topology.QueueType;
import io.amphora.transport.BatchLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of a client.
 *
 * @since 0.1.0
 * @param serviceName Service to call. Defaults to the name of the bean.
 * @param connection Name of the connection in amphora.connections to use. Defaults to the
 * default connection.
 * @param fanout Whether to send calls to all connected fanout servers of the service.
 * @param uuid Instance id of the client. Set it to reuse the reply queue after a restart.
 * Defaults to a random id.
 * @param timeout Timeout of calls that do not set their own. Takes precedence over the
 * annotations of contracts. Defaults to 60s.
 * @param propagateDeadline Whether to limit calls made inside a function to the deadline
 * of the function's caller.
 * @param propagateCancellation Whether to notify servers of cancelled calls, and to
 * cancel calls made inside a function with the function.
 * @param autoStartup Whether to start the client as soon as it is created.
 * @param declare Whether to declare the exchanges and the request queue of the service.
 * Otherwise, the client only checks that the exchanges exist.
 * @param replyMode How to receive replies: through a queue that outlives the connection,
 * or by RabbitMQ's direct reply-to.
 * @param replyQueueExpires Time after which the unused reply queue of a disconnected
 * client expires.
 * @param replyQueueType Type of the client's reply queue. Defaults to
 * amphora.reply-queue-type.
 * @param queueType Type of the queues to declare. Defaults to amphora.queue-type.
 * @param deliveryMode Delivery mode of requests. Defaults to amphora.delivery-mode.
 * @param sendUserId Whether to send the user of the connection with requests. The broker
 * validates it.
 * @param shutdown Shutdown of the client.
 * @param batching Batching of calls.
 * @param gather Gathering of replies by a fanout client.
 */
public record AmphoraClientProperties(@Nullable String serviceName, @Nullable String connection,
		@DefaultValue("false") boolean fanout, @Nullable String uuid, @Nullable Duration timeout,
		@DefaultValue("true") boolean propagateDeadline, @DefaultValue("true") boolean propagateCancellation,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("true") boolean declare,
		@DefaultValue("queue") ReplyMode replyMode, @DefaultValue("10m") Duration replyQueueExpires,
		@Nullable QueueType queueType, @Nullable QueueType replyQueueType, @Nullable MessageDeliveryMode deliveryMode,
		@DefaultValue("false") boolean sendUserId, @DefaultValue Shutdown shutdown, @DefaultValue Batching batching,
		@DefaultValue Gather gather) {

	public AmphoraClientProperties {
		connection = StringUtils.hasText(connection) ? connection : null;
	}

	/**
	 * Convert the short form of a client without further properties:
	 * {@code amphora.clients.math=simplemath}.
	 * @param serviceName the service to call; may be empty
	 * @return the properties of the client, with default values except for the service
	 */
	public static AmphoraClientProperties of(String serviceName) {
		Map<String, String> properties = StringUtils.hasText(serviceName) ? Map.of("client.service-name", serviceName)
				: Map.of();
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("client",
				AmphoraClientProperties.class);
	}

	/**
	 * Remove additional spellings of names, as of environment variables.
	 * @param byName the properties of the clients by name
	 * @return the properties by the spelling that is the name of the client
	 */
	public static Map<String, AmphoraClientProperties> distinct(Map<String, AmphoraClientProperties> byName) {
		return RelaxedNames.distinct(byName, AmphoraClientProperties::withoutUuid);
	}

	private AmphoraClientProperties withoutUuid() {
		return new AmphoraClientProperties(this.serviceName, this.connection, this.fanout, null, this.timeout,
				this.propagateDeadline, this.propagateCancellation, this.autoStartup, this.declare, this.replyMode,
				this.replyQueueExpires, this.queueType, this.replyQueueType, this.deliveryMode, this.sendUserId,
				this.shutdown, this.batching, this.gather);
	}

	/**
	 * Batching of calls that are queued while earlier ones are in flight.
	 *
	 * @param enabled Whether to batch calls that are queued while earlier ones are in
	 * flight.
	 * @param maxCount Maximum number of calls in a batch.
	 * @param maxSize Maximum size of the calls in a batch.
	 * @param maxDelay Maximum time that a call is queued while others are in flight.
	 * @param adaptive Whether to batch calls only if many are pending and their functions
	 * are short.
	 */
	public record Batching(@DefaultValue("true") boolean enabled, @DefaultValue("100") int maxCount,
			@DefaultValue("64KB") DataSize maxSize, @DefaultValue("1ms") Duration maxDelay,
			@DefaultValue("true") boolean adaptive) {

		/**
		 * Return the limits of a batch.
		 * @return the limits
		 */
		public BatchLimits limits() {
			return new BatchLimits(this.maxCount, this.maxSize, this.maxDelay, this.adaptive);
		}

	}

	/**
	 * Gathering of replies by a fanout client.
	 *
	 * @param quietPeriod Time without further replies after which a gathered call without
	 * an expected number of replies ends; 0 to wait until its deadline.
	 */
	public record Gather(@DefaultValue("1s") Duration quietPeriod) {
	}

	/**
	 * Shutdown of a client.
	 *
	 * @param gracePeriod Maximum time to wait for pending replies when the application is
	 * closed.
	 */
	public record Shutdown(@DefaultValue("10s") Duration gracePeriod) {
	}

}
