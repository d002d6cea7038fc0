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

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * Provides the clients of imported contracts. An application needs a bean of this type
 * only if it imports contracts of services without an {@link AmphoraClient} bean.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContractClients {

	/**
	 * Return the client of a service. Called once for each contract, when the contract is
	 * first called.
	 * @param service the name of the service
	 * @return a client of that service
	 */
	AmphoraClient client(String service);

	/**
	 * Return the client for the fanout functions of a service. Called once for each
	 * contract that has such functions, when one of them is first called.
	 * @param service the name of the service
	 * @return a client that calls every fanout server of that service
	 * @throws UnsupportedOperationException by default
	 */
	default AmphoraFanoutClient fanoutClient(String service) {
		throw new UnsupportedOperationException("Fanout functions of service '" + service
				+ "' need an AmphoraFanoutClient bean of it, or a ContractClients bean that finds one");
	}

}
