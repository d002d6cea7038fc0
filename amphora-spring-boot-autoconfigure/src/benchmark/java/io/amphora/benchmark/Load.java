package io.amphora.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Keeps a number of calls in flight until it is closed, and notes how long each takes.
 * Thread-safe.
 */
abstract class Load implements AutoCloseable {

	private static final int DIGITS = 3;

	private final Peer peer;

	private final Body body;

	private final Recorder recorder = new Recorder(DIGITS);

	private final LongAdder failures = new LongAdder();

	private final List<CompletableFuture<?>> ends = new ArrayList<>();

	private volatile boolean running = true;

	Load(Peer peer, Body body) {
		this.peer = peer;
		this.body = body;
	}

	static Load of(Peer peer, ThreadGroup group, Cell cell) {
		return cell.contender().blocking() ? new BlockingLoad(peer, cell.body(), group, cell.inFlight())
				: new DeferredLoad(peer, cell.body(), group, cell.inFlight());
	}

	Peer peer() {
		return this.peer;
	}

	Body body() {
		return this.body;
	}

	boolean running() {
		return this.running;
	}

	void start(ThreadGroup group, Runnable action) {
		CompletableFuture<?> end = new CompletableFuture<>();
		this.ends.add(end);
		new Thread(group, () -> {
			action.run();
			end.complete(null);
		}, "caller").start();
	}

	void answered(long startedAt) {
		this.recorder.recordValue(System.nanoTime() - startedAt);
	}

	void failed() {
		this.failures.increment();
	}

	/** What was noted since the last time. */
	Histogram take() {
		return this.recorder.getIntervalHistogram();
	}

	long takeFailures() {
		return this.failures.sumThenReset();
	}

	@Override
	public void close() {
		this.running = false;
		this.ends.forEach(CompletableFuture::join);
	}

}
