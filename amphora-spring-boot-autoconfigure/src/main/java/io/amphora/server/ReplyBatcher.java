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

package io.amphora.server;

import java.util.List;

import io.amphora.serializer.BatchFormat;
import io.amphora.server.execution.OpenBatches;
import io.amphora.transport.BatchLanes;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;
import org.jspecify.annotations.Nullable;

/**
 * Batches replies to a client that sends batches while earlier replies to it are in
 * flight. Thread-safe.
 */
final class ReplyBatcher {

	private static final BatchLimits LIMITS = BatchLimits.defaults();

	private final BatchFormat format;

	private final Publisher publisher;

	private final OpenBatches requests;

	private final BatchLanes<Target, ReplyMessage> lanes;

	ReplyBatcher(BatchFormat format, BrokerTransport transport, Publisher publisher, OpenBatches requests) {
		this.format = format;
		this.publisher = publisher;
		this.requests = requests;
		this.lanes = new BatchLanes<>(LIMITS, transport, ReplyMessage::size, (reply) -> LIMITS.maxCount(),
				this::enqueue);
	}

	/** Return the limit of the memory that requests of batches and their replies take. */
	OpenBatches requests() {
		return this.requests;
	}

	/** Return whether a body is small enough for a batch. */
	boolean mayJoin(byte[] body) {
		return body.length <= LIMITS.maxSize().toBytes();
	}

	void send(ReplyMessage reply) {
		this.lanes.add(new Target(reply.exchange(), reply.routingKey(), reply.batchSize()), reply);
	}

	private Runnable enqueue(Target target, List<ReplyMessage> replies) {
		ReplyMessage first = replies.get(0);
		Runnable remaining = this.publisher::flush;
		this.publisher
			.enqueue(new ReplyBatch(this.format, replies, this.publisher, () -> this.lanes.arrived(target, first)));
		return remaining;
	}

	/**
	 * Where the replies of a batch go, and what its headers say. The exchange limits
	 * which queues a caller can name.
	 */
	private record Target(String exchange, String replyTo, @Nullable Object batchSize) {
	}

}
