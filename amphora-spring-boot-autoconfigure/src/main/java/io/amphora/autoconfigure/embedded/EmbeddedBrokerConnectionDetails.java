package io.amphora.autoconfigure.embedded;

import java.util.List;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.embedded.EmbeddedBroker;

/**
 * Adapts an {@link EmbeddedBroker} to {@link AmphoraConnectionDetails}.
 */
final class EmbeddedBrokerConnectionDetails implements AmphoraConnectionDetails {

	private final EmbeddedBroker broker;

	EmbeddedBrokerConnectionDetails(EmbeddedBroker broker) {
		this.broker = broker;
	}

	@Override
	public List<Address> getAddresses() {
		return List.of(new Address(this.broker.host(), this.broker.port()));
	}

	@Override
	public String getUsername() {
		return this.broker.username();
	}

	@Override
	public String getPassword() {
		return this.broker.password();
	}

	@Override
	public String getVirtualHost() {
		return this.broker.virtualHost();
	}

	@Override
	public String toString() {
		return "embedded broker: " + getAddresses();
	}

}
