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

package io.amphora.contract;

import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.ServiceClient;
import io.amphora.transport.thread.ConcurrentMaps;

import org.springframework.beans.factory.BeanFactory;

/**
 * The clients of an imported contract. Each is looked up when it is first needed: among
 * the client beans of the service, preferably one of the default connection, and
 * otherwise from the {@link ContractClients} bean. Thread-safe.
 */
final class ImportedClients implements Function<ContractMethod, AmphoraOperations> {

	private final BeanFactory beanFactory;

	private final Class<?> contract;

	private final String service;

	/** By whether it is a fanout client. */
	private final ConcurrentMap<Boolean, AmphoraOperations> clients = new ConcurrentHashMap<>();

	ImportedClients(BeanFactory beanFactory, Class<?> contract, String service) {
		this.beanFactory = beanFactory;
		this.contract = contract;
		this.service = service;
	}

	@Override
	public AmphoraOperations apply(ContractMethod method) {
		return ConcurrentMaps.getOrCreate(this.clients, method.fanout(), this::find);
	}

	private AmphoraOperations find(boolean fanout) {
		return fanout ? find(AmphoraFanoutClient.class, ContractClients::fanoutClient)
				: find(AmphoraClient.class, ContractClients::client);
	}

	private <C extends ServiceClient> C find(Class<C> type, BiFunction<ContractClients, String, C> source) {
		return this.beanFactory.getBeanProvider(type)
			.stream()
			.filter(this::isOfService)
			.min(Comparator.comparing((bean) -> bean.connectionName() != null))
			.orElseGet(() -> source.apply(contractClients(type), this.service));
	}

	/** The service of a mocked client is {@code null}. */
	private boolean isOfService(ServiceClient client) {
		return this.service.equals(client.service());
	}

	private ContractClients contractClients(Class<?> type) {
		ContractClients clients = this.beanFactory.getBeanProvider(ContractClients.class).getIfAvailable();
		if (clients == null) {
			throw new InvalidContractException(this.contract, null,
					"No bean is a %s of service '%s'."
						.formatted((type == AmphoraFanoutClient.class) ? "fanout client" : "client", this.service),
					"Add an %s bean of that service, or a ContractClients bean that finds one."
						.formatted(type.getSimpleName()),
					null);
		}
		return clients;
	}

}
