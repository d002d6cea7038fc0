package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Subscription;

/**
 * Keeps a server from starving on functions that call functions of the same server. Once
 * every delivery that the prefetch allows belongs to a function that waits for another
 * one, the requests it waits for would never be delivered: then consume with one more
 * consumer, each as large as all before it. The monitor guards the fields.
 */
final class NestedCalls {

	private static final Duration IDLE = Duration.ofSeconds(10);

	/** Enough for 2^12 times the prefetch, which no sound recursion needs. */
	private static final int MAX_RESERVES = 12;

	private final BrokerTransport transport;

	private final IntFunction<Subscription> subscriptions;

	private final List<Subscription> reserves = new ArrayList<>();

	private final int prefetch;

	private int capacity;

	private int waiting;

	private boolean releasing;

	NestedCalls(BrokerTransport transport, int prefetch, IntFunction<Subscription> subscriptions) {
		this.transport = transport;
		this.subscriptions = subscriptions;
		this.prefetch = prefetch;
		this.capacity = prefetch;
	}

	synchronized void began() {
		this.waiting++;
		if (this.waiting >= this.capacity && this.reserves.size() < MAX_RESERVES) {
			Subscription reserve = this.subscriptions.apply(this.capacity);
			this.reserves.add(reserve);
			this.capacity *= 2;
			reserve.start();
		}
	}

	synchronized void ended() {
		this.waiting--;
		if (this.waiting == 0 && !this.reserves.isEmpty() && !this.releasing) {
			this.releasing = true;
			this.transport.schedule(this::releaseIfIdle, IDLE);
		}
	}

	private synchronized void releaseIfIdle() {
		this.releasing = false;
		if (this.waiting == 0) {
			release();
		}
	}

	synchronized void release() {
		this.reserves.forEach(Subscription::cancel);
		this.reserves.clear();
		this.capacity = this.prefetch;
	}

	synchronized List<Subscription> reserves() {
		return List.copyOf(this.reserves);
	}

}
