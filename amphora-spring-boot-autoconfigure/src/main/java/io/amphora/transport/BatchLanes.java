package io.amphora.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Gathers what waits while others are on their way to the same place, in a lane for each
 * place. What comes to an empty lane goes at once and alone; what follows goes together,
 * as soon as the one before has arrived, and at the limits at the latest. Idle lanes are
 * removed.
 * <p>
 * Thread-safe. A lane is read and changed only while the map computes its value, which is
 * the only lock here. Timers are set, messages are sent and callbacks are registered
 * after that, as any of them may come back to the lane at once.
 *
 * @param <K> the type of the places
 * @param <T> the type of what travels
 */
public final class BatchLanes<K, T> {

	private final BatchLimits limits;

	private final BrokerTransport transport;

	private final ToIntFunction<T> size;

	private final BiFunction<K, List<T>, Runnable> enqueue;

	private final Map<K, Lane<T>> lanes = new ConcurrentHashMap<>();

	/**
	 * Create lanes.
	 * @param limits when to wait no longer
	 * @param transport has the timer
	 * @param size returns how large an item is
	 * @param enqueue puts items into one message and that in line, without blocking and
	 * without running foreign code; returns what remains to be done when no lock is held:
	 * to send what is in line, and to have {@link #arrived} called
	 */
	public BatchLanes(BatchLimits limits, BrokerTransport transport, ToIntFunction<T> size,
			BiFunction<K, List<T>, Runnable> enqueue) {
		this.limits = limits;
		this.transport = transport;
		this.size = size;
		this.enqueue = enqueue;
	}

	/**
	 * Send an item, now or soon.
	 * @param place where to
	 * @param item what to send
	 */
	public void add(K place, T item) {
		int itemSize = this.size.applyAsInt(item);
		Departure<T> departure = new Departure<>();
		this.lanes.compute(place, (key, present) -> {
			Lane<T> lane = (present != null) ? present : new Lane<>();
			Waiting<T> waiting = lane.waiting;
			waiting.add(item, itemSize);
			if (lane.underWay == null || this.limits.reached(waiting.items.size(), waiting.size)) {
				depart(key, lane, departure);
			}
			else if (waiting.items.size() == 1) {
				departure.later = waiting;
			}
			return lane;
		});
		if (departure.later != null) {
			setTimer(place, departure.later);
		}
		departure.finish();
	}

	private void setTimer(K place, Waiting<T> waiting) {
		try {
			waiting.timer(this.transport.schedule(() -> flush(place, waiting), this.limits.maxDelay()));
		}
		catch (RejectedExecutionException ex) {
			flush(place, waiting);
		}
	}

	/**
	 * What was sent has arrived, or never will.
	 * @param place where to
	 * @param first the first of the items that travelled together
	 */
	public void arrived(K place, T first) {
		Departure<T> departure = new Departure<>();
		this.lanes.computeIfPresent(place, (key, lane) -> {
			if (lane.underWay == first) {
				lane.underWay = null;
				if (!lane.waiting.items.isEmpty()) {
					depart(key, lane, departure);
				}
			}
			return (lane.underWay != null) ? lane : null;
		});
		departure.finish();
	}

	/**
	 * Send what waits for one place.
	 * @param place where to
	 */
	public void flush(K place) {
		flush(place, null);
	}

	/** Send what waits. */
	public void flush() {
		this.lanes.keySet().forEach(this::flush);
	}

	private void flush(K place, @Nullable Waiting<T> those) {
		Departure<T> departure = new Departure<>();
		this.lanes.computeIfPresent(place, (key, lane) -> {
			if (!lane.waiting.items.isEmpty() && (those == null || those == lane.waiting)) {
				depart(key, lane, departure);
			}
			return lane;
		});
		departure.finish();
	}

	private void depart(K place, Lane<T> lane, Departure<T> departure) {
		Waiting<T> together = lane.waiting;
		lane.waiting = new Waiting<>();
		lane.underWay = together.items.get(0);
		departure.gone = together;
		departure.remaining = this.enqueue.apply(place, together.items);
	}

	/**
	 * How many lanes there are.
	 * @return the number of places that something is on its way to
	 */
	public int size() {
		return this.lanes.size();
	}

	/**
	 * What is on its way to one place, and what waits. Guarded by the map.
	 */
	private static final class Lane<T> {

		private Waiting<T> waiting = new Waiting<>();

		/** The first of those that went last, until they have arrived. */
		private @Nullable T underWay;

	}

	/**
	 * Items that go together. Guarded by the map, except for the timer: whichever of its
	 * start and the departure comes second cancels it.
	 */
	private static final class Waiting<T> {

		private final List<T> items = new ArrayList<>();

		private long size;

		private volatile @Nullable Future<?> timer;

		private volatile boolean gone;

		void add(T item, int itemSize) {
			this.items.add(item);
			this.size += itemSize;
		}

		void timer(Future<?> newTimer) {
			this.timer = newTimer;
			if (this.gone) {
				newTimer.cancel(false);
			}
		}

		void gone() {
			this.gone = true;
			Future<?> started = this.timer;
			if (started != null) {
				started.cancel(false);
			}
		}

	}

	/** What a change of a lane leaves to be done, for the thread that has made it. */
	private static final class Departure<T> {

		private @Nullable Waiting<T> later;

		private @Nullable Waiting<T> gone;

		private @Nullable Runnable remaining;

		void finish() {
			if (this.gone != null) {
				this.gone.gone();
			}
			if (this.remaining != null) {
				this.remaining.run();
			}
		}

	}

}
