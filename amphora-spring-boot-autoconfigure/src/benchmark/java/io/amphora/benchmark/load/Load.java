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

package io.amphora.benchmark.load;

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
public abstract class Load implements AutoCloseable {

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

	void replied(long startedAt) {
		this.recorder.recordValue(System.nanoTime() - startedAt);
	}

	void failed() {
		this.failures.increment();
	}

	/** What was noted since the last time. */
	public Histogram take() {
		return this.recorder.getIntervalHistogram();
	}

	public long takeFailures() {
		return this.failures.sumThenReset();
	}

	@Override
	public void close() {
		this.running = false;
		this.ends.forEach(CompletableFuture::join);
	}

}
