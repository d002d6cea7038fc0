package io.amphora.benchmark;

import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ReplyMode;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.topology.QueueType;
import io.amphora.transport.BatchLimits;

/**
 * The ways to use Amphora that are measured.
 */
enum AmphoraModes implements AmphoraPeer.Mode {

	/** Persistent messages, and queues of the broker's default type, here classic. */
	DEFAULT,

	/** Messages do not survive a restart of the broker. */
	TRANSIENT {

		@Override
		public AmphoraServerBuilder applyTo(AmphoraServerBuilder server) {
			return server.persistent(false);
		}

		@Override
		public AmphoraClientBuilder applyTo(AmphoraClientBuilder client) {
			return client.persistent(false);
		}

	},

	/** Calls that wait travel together. */
	BATCHING {

		@Override
		public AmphoraClientBuilder applyTo(AmphoraClientBuilder client) {
			return client.batching(BatchLimits.defaults());
		}

	},

	/** Quorum queues. */
	QUORUM {

		@Override
		public AmphoraServerBuilder applyTo(AmphoraServerBuilder server) {
			return server.queueType(QueueType.QUORUM);
		}

		@Override
		public AmphoraClientBuilder applyTo(AmphoraClientBuilder client) {
			return client.queueType(QueueType.QUORUM);
		}

	},

	/** Direct replies; messages do not survive a restart of the broker. */
	DIRECT {

		@Override
		public AmphoraServerBuilder applyTo(AmphoraServerBuilder server) {
			return server.persistent(false);
		}

		@Override
		public AmphoraClientBuilder applyTo(AmphoraClientBuilder client) {
			return client.persistent(false).replyMode(ReplyMode.DIRECT);
		}

	};

	Peer open(BenchmarkBroker broker, Sides sides) throws Exception {
		return new AmphoraPeer(broker, sides, this);
	}

}
