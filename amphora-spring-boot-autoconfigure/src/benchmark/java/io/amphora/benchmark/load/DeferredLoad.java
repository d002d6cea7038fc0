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

import java.util.concurrent.Semaphore;

/**
 * One thread that makes a call whenever there is room for one more.
 */
public final class DeferredLoad extends Load {

	private final Semaphore room;

	private final int inFlight;

	public DeferredLoad(Peer peer, Body body, ThreadGroup group, int inFlight) {
		super(peer, body);
		this.inFlight = inFlight;
		this.room = new Semaphore(inFlight);
		start(group, this::callOnAndOn);
	}

	private void callOnAndOn() {
		while (running()) {
			this.room.acquireUninterruptibly();
			callOnce();
		}
		this.room.acquireUninterruptibly(this.inFlight);
	}

	private void callOnce() {
		long startedAt = System.nanoTime();
		try {
			peer().defer(body()).whenComplete((reply, failure) -> {
				if (failure == null) {
					replied(startedAt);
				}
				else {
					failed();
				}
				this.room.release();
			});
		}
		catch (Exception ex) {
			failed();
			this.room.release();
		}
	}

}
