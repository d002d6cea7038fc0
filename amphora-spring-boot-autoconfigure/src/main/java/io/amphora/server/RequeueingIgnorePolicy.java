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

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Requeues requests that a function ignored: immediately the first time, so that another
 * server gets them, then with a growing delay, in case this is the only server. While
 * they are delayed, they occupy the prefetch, so only some requests are delayed at the
 * same time, and others are requeued immediately. A request that was requeued too often
 * gets an error reply instead. The monitor guards the counts.
 */
final class RequeueingIgnorePolicy implements IgnorePolicy {

	private static final Log logger = LogFactory.getLog(RequeueingIgnorePolicy.class);

	private static final int REMEMBERED = 10_000;

	private static final int REMEMBERED_CHARACTERS = 1_000_000;

	private static final Duration FIRST_DELAY = Duration.ofMillis(50);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

	private final BrokerTransport transport;

	private final int maxTimes;

	private final DeliveryCounter deliveryCounter;

	private final int maxDelayed;

	private final AtomicInteger delayed = new AtomicInteger();

	private final Map<String, Integer> times = new LinkedHashMap<>();

	/** Total length of the ids. */
	private long characters;

	/**
	 * Create a policy.
	 * @param transport delays requests
	 * @param maxTimes how often a request may be ignored
	 * @param maxDelayed maximum number of requests that are delayed at the same time
	 * @param deliveryCounter requeues requests
	 */
	RequeueingIgnorePolicy(BrokerTransport transport, int maxTimes, int maxDelayed, DeliveryCounter deliveryCounter) {
		this.transport = transport;
		this.maxTimes = maxTimes;
		this.maxDelayed = maxDelayed;
		this.deliveryCounter = deliveryCounter;
	}

	@Override
	public boolean ignore(Delivery delivery, Runnable done) {
		int before = count(delivery);
		if (before >= this.maxTimes) {
			return false;
		}
		Runnable reject = () -> {
			requeue(delivery);
			done.run();
		};
		if ((before == 0 && !delivery.redelivered()) || !delay(reject, before)) {
			reject.run();
		}
		return true;
	}

	/** Run an action later, unless too many requests are delayed. */
	private boolean delay(Runnable action, int before) {
		if (this.delayed.incrementAndGet() > this.maxDelayed) {
			this.delayed.decrementAndGet();
			return false;
		}
		try {
			this.transport.schedule(() -> {
				this.delayed.decrementAndGet();
				action.run();
			}, delay(before));
			return true;
		}
		catch (RuntimeException | Error ex) {
			this.delayed.decrementAndGet();
			throw ex;
		}
	}

	private void requeue(Delivery delivery) {
		try {
			this.deliveryCounter.requeue(delivery);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Requeuing an ignored request of service '" + this.deliveryCounter.service()
					+ "' without counting it", ex);
			delivery.reject(true);
		}
	}

	private synchronized int count(Delivery delivery) {
		String messageId = delivery.properties().getMessageId();
		if (messageId == null) {
			return delivery.redelivered() ? this.maxTimes : 0;
		}
		int before = this.times.merge(messageId, 1, Integer::sum) - 1;
		if (before == 0) {
			this.characters += messageId.length();
			forgetOld();
		}
		if (before >= this.maxTimes && this.times.remove(messageId) != null) {
			this.characters -= messageId.length();
		}
		return before;
	}

	private void forgetOld() {
		Iterator<String> eldest = this.times.keySet().iterator();
		while (eldest.hasNext() && (this.times.size() > REMEMBERED || this.characters > REMEMBERED_CHARACTERS)) {
			this.characters -= eldest.next().length();
			eldest.remove();
		}
	}

	/** Return the number of remembered requests. */
	synchronized int remembered() {
		return this.times.size();
	}

	private static Duration delay(int before) {
		long millis = FIRST_DELAY.toMillis() << Math.min(before, 10);
		return Duration.ofMillis(Math.min(millis, LONGEST_DELAY.toMillis()));
	}

}
