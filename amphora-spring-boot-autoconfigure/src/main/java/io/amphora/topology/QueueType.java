package io.amphora.topology;

import java.util.Map;

/**
 * The type of durable queues.
 */
public enum QueueType {

	/** Default queue type of the virtual host: the argument is omitted. */
	BROKER_DEFAULT,

	/** A classic queue, on one node. */
	CLASSIC,

	/** A quorum queue, replicated over the nodes of a cluster. */
	QUORUM;

	void addTo(Map<String, Object> arguments) {
		switch (this) {
			case CLASSIC -> arguments.put("x-queue-type", "classic");
			case QUORUM -> arguments.put("x-queue-type", "quorum");
			case BROKER_DEFAULT -> {
			}
		}
	}

}
