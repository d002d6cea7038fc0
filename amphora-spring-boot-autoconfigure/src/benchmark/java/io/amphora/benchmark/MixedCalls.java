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

package io.amphora.benchmark;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.benchmark.load.Body;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Calls of all kinds. What ends in another way than it has to counts as a failure.
 * Thread-safe.
 */
final class MixedCalls {

	private static final int DEFERRED = 64;

	private static final Body BODY = Body.SMALL;

	private final RemoteFunction echo;

	private final RemoteFunction failing;

	private final RemoteFunction slow;

	private final Semaphore room = new Semaphore(DEFERRED);

	private final Recorder recorder = new Recorder(3);

	private final LongAdder failures = new LongAdder();

	MixedCalls(AmphoraClient client) {
		this.echo = client.function("echo");
		this.failing = client.function("fail");
		this.slow = client.function("slow").timeout(Duration.ofMillis(20));
	}

	void call() {
		long startedAt = System.nanoTime();
		ended(startedAt, BODY.text().equals(this.echo.call(String.class, BODY.text())));
	}

	void defer() {
		this.room.acquireUninterruptibly();
		long startedAt = System.nanoTime();
		this.echo.defer(String.class, BODY.text()).whenComplete((reply, failure) -> {
			ended(startedAt, BODY.text().equals(reply));
			this.room.release();
		});
	}

	void send() throws InterruptedException, ExecutionException {
		long startedAt = System.nanoTime();
		this.echo.send(BODY.text()).get();
		ended(startedAt, true);
	}

	void fail() {
		long startedAt = System.nanoTime();
		try {
			this.failing.call(String.class, BODY.text());
			failed();
		}
		catch (RemoteException ex) {
			ended(startedAt, true);
		}
	}

	/** Its reply comes, too late. */
	void timeOut() {
		try {
			this.slow.call(String.class);
			failed();
		}
		catch (NoResultException ex) {
			// as it has to
		}
	}

	void awaitDeferred() {
		this.room.acquireUninterruptibly(DEFERRED);
	}

	private void ended(long startedAt, boolean well) {
		if (well) {
			this.recorder.recordValue(System.nanoTime() - startedAt);
		}
		else {
			failed();
		}
	}

	void failed() {
		this.failures.increment();
	}

	Histogram take() {
		return this.recorder.getIntervalHistogram();
	}

	long takeFailures() {
		return this.failures.sumThenReset();
	}

}
