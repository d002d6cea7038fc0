package io.amphora.autoconfigure.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.contract.ContractClients;

/**
 * Creates the clients of services for which the application has typed clients. There is
 * one client per service, created on first use. Thread-safe.
 */
final class FactoryContractClients implements ContractClients {

	private final AmphoraClientFactory factory;

	private final Map<String, AmphoraClient> clients = new ConcurrentHashMap<>();

	private final Map<String, AmphoraFanoutClient> fanoutClients = new ConcurrentHashMap<>();

	FactoryContractClients(AmphoraClientFactory factory) {
		this.factory = factory;
	}

	@Override
	public AmphoraClient client(String service) {
		return this.clients.computeIfAbsent(service, this.factory::create);
	}

	@Override
	public AmphoraFanoutClient fanoutClient(String service) {
		return this.fanoutClients.computeIfAbsent(service, this.factory::createFanout);
	}

}
