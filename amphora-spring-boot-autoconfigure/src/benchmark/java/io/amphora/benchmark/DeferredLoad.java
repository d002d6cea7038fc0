package io.amphora.benchmark;

import java.util.concurrent.Semaphore;

/**
 * One thread that makes a call whenever there is room for one more.
 */
final class DeferredLoad extends Load {

	private final Semaphore room;

	private final int inFlight;

	DeferredLoad(Peer peer, Body body, ThreadGroup group, int inFlight) {
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
			peer().defer(body()).whenComplete((answer, failure) -> {
				if (failure == null) {
					answered(startedAt);
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
