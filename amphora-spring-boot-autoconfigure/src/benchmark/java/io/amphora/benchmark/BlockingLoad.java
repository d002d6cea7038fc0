package io.amphora.benchmark;

/**
 * A thread for each call in flight, which waits for its answer.
 */
final class BlockingLoad extends Load {

	BlockingLoad(Peer peer, Body body, ThreadGroup group, int inFlight) {
		super(peer, body);
		for (int i = 0; i < inFlight; i++) {
			start(group, this::callOnAndOn);
		}
	}

	private void callOnAndOn() {
		while (running()) {
			long startedAt = System.nanoTime();
			try {
				peer().call(body());
				answered(startedAt);
			}
			catch (Exception ex) {
				failed();
			}
		}
	}

}
