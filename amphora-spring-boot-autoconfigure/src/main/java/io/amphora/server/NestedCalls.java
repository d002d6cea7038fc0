package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;

import io.amphora.transport.BrokerTransport;

/**
 * Keeps a server from starving on functions that call functions of the same server. Once
 * every delivery that the prefetch allows belongs to a function that waits for another
 * one, the requests it waits for would never be delivered: the server takes twice as many
 * then, until no function waits any more. The monitor guards the fields.
 */
final class NestedCalls {

	private static final Duration IDLE = Duration.ofSeconds(10);

	/** AMQP 0-9-1 counts to no more. */
	private static final int MAX_PREFETCH = 65_535;

	private final BrokerTransport transport;

	private final IntConsumer change;

	/** What the server takes while no function waits for another one. */
	private int usual;

	private int prefetch;

	private int waiting;

	private boolean releasing;

	/**
	 * Create a count of nested calls.
	 * @param transport has the timer
	 * @param prefetch how many requests the server takes at first
	 * @param change receives each new prefetch; must not block
	 */
	NestedCalls(BrokerTransport transport, int prefetch, IntConsumer change) {
		this.transport = transport;
		this.change = change;
		this.usual = prefetch;
		this.prefetch = prefetch;
	}

	/** Change how many requests the server takes, unless nested calls need more. */
	synchronized void usual(int newUsual) {
		boolean grown = this.prefetch > this.usual;
		this.usual = newUsual;
		if (newUsual > this.prefetch || (!grown && newUsual > this.waiting)) {
			change(newUsual);
		}
	}

	synchronized void began() {
		this.waiting++;
		if (this.waiting >= this.prefetch && this.prefetch < MAX_PREFETCH) {
			change(Math.min(2 * this.prefetch, MAX_PREFETCH));
		}
	}

	synchronized void ended() {
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
		catch (RejectedExecutionException ex) {
			// the transport is closed, and takes nothing any more
		}
	}

	private synchronized void releaseIfIdle() {
		this.releasing = false;
		if (this.waiting == 0 && this.prefetch != this.usual) {
			change(this.usual);
		}
	}

	private void change(int newPrefetch) {
		this.prefetch = newPrefetch;
		this.change.accept(newPrefetch);
	}

}
