package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Eight threads that call {@code work} at a steady rate and write down what comes of it.
 */
final class FaultLoad implements AutoCloseable {

	static final String FUNCTION = "work";

	static final int THREADS = 8;

	private static final Duration INTERVAL = Duration.ofMillis(30);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** How much later than its timeout a call may end on a machine that is busy. */
	private static final Duration SLACK = Duration.ofSeconds(2);

	private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);

	private final AtomicInteger number = new AtomicInteger();

	private final Ledger ledger;

	private final RemoteFunction work;

	private final Duration timeout;

	FaultLoad(AmphoraClient client, Ledger ledger, Duration timeout) {
		this.ledger = ledger;
		this.work = client.function(FUNCTION).timeout(timeout);
		this.timeout = timeout;
		for (int i = 0; i < THREADS; i++) {
			this.callers.scheduleWithFixedDelay(this::call, i * INTERVAL.toMillis() / THREADS, INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void call() {
		String request = Integer.toString(this.number.incrementAndGet());
		long begin = System.nanoTime();
		this.ledger.accepted(request);
		try {
			this.ledger.answered(request, this.work.call(String.class, request));
		}
		catch (AmphoraException ex) {
			Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
			this.ledger.failed(request, ex, elapsed.compareTo(this.timeout.plus(SLACK)) > 0);
		}
	}

	/** Wait for so many answers more. */
	void awaitAnswers(int count) {
		int before = this.ledger.answered();
		await().atMost(PATIENCE).until(() -> this.ledger.answered() >= before + count);
	}

	/** No more calls; wait for the ends of those that are open. */
	void finish() {
		this.callers.shutdown();
		try {
			assertThat(this.callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.callers.shutdownNow();
	}

}
