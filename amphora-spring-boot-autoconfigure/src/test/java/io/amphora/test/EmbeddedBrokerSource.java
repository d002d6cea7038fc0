package io.amphora.test;

import io.amphora.embedded.EmbeddedBroker;

/**
 * The broker that is always there.
 */
final class EmbeddedBrokerSource implements BrokerSource {

	@Override
	public BrokerAddress find() {
		EmbeddedBroker broker = EmbeddedBroker.start(0);
		return new BrokerAddress("the embedded broker", false, broker.host(), broker.port(), broker.username(),
				broker.password(), broker.virtualHost(), broker);
	}

}
