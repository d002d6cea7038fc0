package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Drops messages that the broker neither confirms nor refuses once they are not wanted
 * any more, such as replies to a quorum queue that has lost its majority. Looks at what
 * is unconfirmed once in a while, as long as there is anything. Thread-safe.
 */
final class OverdueConfirms {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** Much longer than a broker usually takes. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final ScheduledExecutorService worker;

	private final Supplier<@Nullable Confirms> current;

	private final Consumer<Publication> drop;

	OverdueConfirms(ScheduledExecutorService worker, Supplier<@Nullable Confirms> current, Consumer<Publication> drop) {
		this.worker = worker;
		this.current = current;
		this.drop = drop;
	}

	/** Something was sent. */
	void watch() {
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			schedule();
		}
	}

	private void schedule() {
		try {
			this.worker.schedule(this::sweep, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (Throwable ex) {
			// the next message tries again
			this.scheduled.set(false);
		}
	}

	private void sweep() {
		this.scheduled.set(false);
		Confirms confirms = this.current.get();
		if (confirms != null && !confirms.isEmpty()) {
			watch();
			BrokerThread.run(() -> confirms.takeUnwanted(PATIENCE).forEach(this.drop));
		}
	}

}
