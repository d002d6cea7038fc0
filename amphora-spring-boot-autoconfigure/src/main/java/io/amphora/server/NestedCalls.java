package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

	/** AMQP 0-9-1 counts to no more. */
	private static final int MAX_PREFETCH = 65_535;

	private final BrokerTransport transport;

	private final IntFunction<Subscription> subscriptions;

	private final List<Subscription> reserves = new ArrayList<>();

	/** Were reserves; gone once their requests are settled. */
	private final Set<Subscription> ending = ConcurrentHashMap.newKeySet();

	private final int prefetch;

	private boolean serving;

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
		if (this.serving && this.waiting >= this.capacity && this.reserves.size() < MAX_RESERVES) {
			Subscription reserve = this.subscriptions.apply(Math.min(this.capacity, MAX_PREFETCH));
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

	private void release() {
		this.reserves.forEach((reserve) -> {
			this.ending.add(reserve);
			reserve.cancel().whenComplete((done, failure) -> this.ending.remove(reserve));
		});
		this.reserves.clear();
		this.capacity = this.prefetch;
	}

	/** The server takes requests, so it may take more of them. */
	synchronized void resume() {
		this.serving = true;
	}

	/**
	 * The server takes no further requests. The reserves do not come back with it: it
	 * makes new ones when it needs them.
	 * @return those whose requests are not settled yet
	 */
	synchronized List<Subscription> pause() {
		this.serving = false;
		release();
		return List.copyOf(this.ending);
	}

}
