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

package io.amphora.autoconfigure.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ServiceClient;
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
		return find(service, this.clients, this.factory::create);
	}

	@Override
	public AmphoraFanoutClient fanoutClient(String service) {
		return find(service, this.fanoutClients, this.factory::createFanout);
	}

	/**
	 * Creates a client without the lock of the map, because customizers of the
	 * application may block or need another client. If two are created at the same time,
	 * the second one is closed.
	 */
	private static <C extends ServiceClient> C find(String service, Map<String, C> clients,
			Function<String, C> creator) {
		C known = clients.get(service);
		if (known != null) {
			return known;
		}
		C created = creator.apply(service);
		C earlier = clients.putIfAbsent(service, created);
		if (earlier == null) {
			return created;
		}
		created.close();
		return earlier;
	}

}
