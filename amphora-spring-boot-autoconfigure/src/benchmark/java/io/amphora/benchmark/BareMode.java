package io.amphora.benchmark;

import java.util.Map;

/**
 * What the bare Java client is asked to do.
 *
 * @param deliveryMode 2 for persistent messages, 1 for transient ones
 * @param guarded whether both sides publish with confirms, hold messages until they are
 * confirmed, and acknowledge by hand; responses then go to a durable queue, and otherwise
 * directly to the client
 * @param queueArguments the arguments of the queues
 */
record BareMode(int deliveryMode, boolean guarded, Map<String, Object> queueArguments) {

	static final BareMode PERSISTENT = new BareMode(2, true, Map.of());

	static final BareMode TRANSIENT = new BareMode(1, true, Map.of());

	static final BareMode QUORUM = new BareMode(2, true, Map.of("x-queue-type", "quorum"));

	static final BareMode DIRECT = new BareMode(1, false, Map.of());

	Peer open(BenchmarkBroker broker, Sides sides) throws Exception {
		String queue = broker.uniqueName("bare");
		BareServer server = sides.asServer(() -> new BareServer(broker.bareFactory().newConnection(), queue, this));
		return sides.asClient(() -> new BareClient(broker.bareFactory().newConnection(), queue, this, server));
	}

}
