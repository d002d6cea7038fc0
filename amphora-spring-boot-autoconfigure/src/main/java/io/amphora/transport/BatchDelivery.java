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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Splits a delivery that contains several messages. It is acknowledged once all of them
 * are settled, so until then the broker keeps them all. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BatchDelivery {

	private final Delivery whole;

	private final BiConsumer<Delivery, Runnable> requeue;

	private final Runnable onSettled;

	private final AtomicInteger open;

	private BatchDelivery(Delivery whole, int count, BiConsumer<Delivery, Runnable> requeue, Runnable onSettled) {
		this.whole = whole;
		this.open = new AtomicInteger(count);
		this.requeue = requeue;
		this.onSettled = onSettled;
	}

	/**
	 * Split a delivery.
	 * @param whole the delivery, which must not be settled elsewhere from now on
	 * @param parts the messages that it contains, at least one
	 * @param requeue puts a part back into the queue, because the broker can requeue only
	 * the whole delivery, and runs the action once that is certain
	 * @param onSettled run when all parts are settled, which is never the case if the
	 * channel is lost before; must not throw
	 * @return the parts, in order, each to be settled like a separate delivery
	 */
	public static List<Delivery> of(Delivery whole, List<Part> parts, BiConsumer<Delivery, Runnable> requeue,
			Runnable onSettled) {
		BatchDelivery owner = new BatchDelivery(whole, parts.size(), requeue, onSettled);
		List<Delivery> deliveries = new ArrayList<>(parts.size());
		parts.forEach((part) -> deliveries.add(owner.deliver(part)));
		return deliveries;
	}

	private Delivery deliver(Part part) {
		PartSettler settler = new PartSettler();
		settler.delivery = this.whole.part(part.properties(), part.body(), settler);
		return settler.delivery;
	}

	private void settled() {
		if (this.open.decrementAndGet() == 0) {
			this.onSettled.run();
			this.whole.acknowledge();
		}
	}

	/**
	 * A message inside another one.
	 *
	 * @param properties its properties
	 * @param body its body
	 */
	public record Part(BasicProperties properties, byte[] body) {
	}

	private final class PartSettler implements Delivery.Settler {

		@SuppressWarnings("NullAway.Init")
		private Delivery delivery;

		@Override
		public boolean lost() {
			return BatchDelivery.this.whole.lost();
		}

		@Override
		public @Nullable String queue() {
			return BatchDelivery.this.whole.queue();
		}

		@Override
		public void acknowledge(long deliveryTag) {
			settled();
		}

		@Override
		public void reject(long deliveryTag, boolean requeue) {
			if (requeue) {
				BatchDelivery.this.requeue.accept(this.delivery, BatchDelivery.this::settled);
			}
			else {
				settled();
			}
		}

	}

}
