package io.amphora.client;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Tells servers when requests are sent, so that they learn how long requests have waited.
 * Setting the machine's clock does not set this one. A new one takes its place, under
 * another name, when the two have come apart: the machine's clock was set, or the process
 * stood still for some time. Thread-safe; of two threads that find this out at once, each
 * may use a new clock of its own.
 */
final class SendClock {

	/** All clients of a process share it: the more use it, the sooner servers know it. */
	static final SendClock OF_PROCESS = new SendClock(System::currentTimeMillis, System::nanoTime);

	private static final long TOLERANCE_MILLIS = 50;

	private static final SecureRandom NAMES = new SecureRandom();

	private final LongSupplier millis;

	private final LongSupplier nanos;

	private volatile @Nullable Run run;

	SendClock(LongSupplier millis, LongSupplier nanos) {
		this.millis = millis;
		this.nanos = nanos;
	}

	/** The headers of a request that is sent now. */
	Map<String, Object> stamp(@Nullable Map<String, Object> headers) {
		long nanosNow = this.nanos.getAsLong();
		Run current = run(this.millis.getAsLong(), nanosNow);
		if (headers == null) {
			return Map.of(WireHeaders.SENT_AT, current.millis(nanosNow), WireHeaders.CLOCK, current.name());
		}
		Map<String, Object> all = new HashMap<>(headers);
		all.put(WireHeaders.SENT_AT, current.millis(nanosNow));
		all.put(WireHeaders.CLOCK, current.name());
		return all;
	}

	private Run run(long millisNow, long nanosNow) {
		Run current = this.run;
		if (current == null || Math.abs(current.millis(nanosNow) - millisNow) > TOLERANCE_MILLIS) {
			current = new Run(Long.toUnsignedString(NAMES.nextLong(), Character.MAX_RADIX), millisNow, nanosNow);
			this.run = current;
		}
		return current;
	}

	/**
	 * As long as the clock is not replaced.
	 *
	 * @param name nobody can guess it, so nobody else can send by this clock
	 * @param beginMillis the machine's clock at the beginning
	 * @param beginNanos {@link System#nanoTime()} at the beginning
	 */
	private record Run(String name, long beginMillis, long beginNanos) {

		long millis(long nanosNow) {
			return this.beginMillis + Math.floorDiv(nanosNow - this.beginNanos, TimeUnit.MILLISECONDS.toNanos(1));
		}

	}

}
