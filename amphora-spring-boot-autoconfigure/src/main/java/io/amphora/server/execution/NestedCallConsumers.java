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

package io.amphora.server.execution;

import java.time.Duration;
import java.util.function.IntConsumer;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Prevents a server from starving if its functions call functions of the same server. If
 * every delivery that the prefetch allows belongs to a function that waits for another
 * one, the broker would never deliver the awaited requests. The prefetch is then doubled
 * until no function waits. The monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class NestedCallConsumers {

	private static final Log logger = LogFactory.getLog(NestedCallConsumers.class);

	private static final Duration IDLE = Duration.ofSeconds(10);

	/** Maximum of AMQP 0-9-1. */
	private static final int MAX_PREFETCH = 65_535;

	private final BrokerTransport transport;

	private final IntConsumer change;

	/** Prefetch while no function waits for another one. */
	private int usual;

	private int prefetch;

	private int waiting;

	private boolean releasing;

	/**
	 * Create a counter of nested calls.
	 * @param transport schedules tasks
	 * @param prefetch the initial prefetch
	 * @param change receives each new prefetch; must not block
	 */
	public NestedCallConsumers(BrokerTransport transport, int prefetch, IntConsumer change) {
		this.transport = transport;
		this.change = change;
		this.usual = prefetch;
		this.prefetch = prefetch;
	}

	/**
	 * Set the usual prefetch, and apply it unless nested calls need a higher one.
	 * @param newUsual the prefetch while no function waits for another one
	 */
	public synchronized void usual(int newUsual) {
		boolean grown = this.prefetch > this.usual;
		this.usual = newUsual;
		if (newUsual > this.prefetch || (!grown && newUsual > this.waiting)) {
			change(newUsual);
		}
	}

	/** Record that a function begins to wait for another one. */
	public synchronized void began() {
		this.waiting++;
		if (this.waiting >= this.prefetch && this.prefetch < MAX_PREFETCH) {
			change(Math.min(2 * this.prefetch, MAX_PREFETCH));
		}
	}

	/** Record that a function no longer waits for another one. */
	public synchronized void ended() {
		this.waiting--;
		if (this.waiting == 0 && this.prefetch != this.usual && !this.releasing) {
			releaseLater();
		}
	}

	private void releaseLater() {
		try {
			this.transport.schedule(this::releaseIfIdle, IDLE);
			this.releasing = true;
		}
		catch (Throwable ex) {
			logger.debug("The prefetch stays higher until another nested call ends. Is the transport closed?", ex);
		}
	}

	private synchronized void releaseIfIdle() {
		this.releasing = false;
		if (this.waiting == 0 && this.prefetch != this.usual) {
			change(this.usual);
		}
	}

	/** A nested call does not fail because the prefetch cannot be changed. */
	private void change(int newPrefetch) {
		int previous = this.prefetch;
		this.prefetch = newPrefetch;
		try {
			this.change.accept(newPrefetch);
		}
		catch (Throwable ex) {
			this.prefetch = previous;
			Unexpected.log(logger, "The prefetch could not be changed", ex);
		}
	}

}
