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

import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.AmphoraOperations;

/**
 * Creates typed clients from contracts.
 *
 * @since 0.1.0
 */
public final class AmphoraContracts {

	private AmphoraContracts() {
	}

	/**
	 * Create a typed client.
	 * @param <T> the contract
	 * @param contract an interface whose abstract methods are functions
	 * @param client calls the functions, regardless of the service of the contract; with
	 * an {@link AmphoraFanoutClient}, the first reply is the result
	 * @return an implementation of the contract, as thread-safe as the client
	 * @throws InvalidContractException if the interface cannot be a contract
	 */
	public static <T> T create(Class<T> contract, AmphoraOperations client) {
		boolean fanout = client instanceof AmphoraFanoutClient;
		return create(contract, new ContractReader(contract, UnaryOperator.identity(), fanout), (method) -> client);
	}

	/**
	 * Create a typed client of a contract with both fanout functions and other functions.
	 * @param <T> the contract
	 * @param contract an interface whose abstract methods are functions
	 * @param client calls the functions that are not fanout functions, regardless of the
	 * service of the contract
	 * @param fanoutClient calls the fanout functions; the first reply is the result
	 * @return an implementation of the contract, as thread-safe as the clients
	 * @throws InvalidContractException if the interface cannot be a contract
	 */
	public static <T> T create(Class<T> contract, AmphoraOperations client, AmphoraFanoutClient fanoutClient) {
		return create(contract, new ContractReader(contract, UnaryOperator.identity(), true),
				(method) -> method.fanout() ? fanoutClient : client);
	}

	static <T> T create(Class<T> contract, ContractReader reader, Function<ContractMethod, AmphoraOperations> clients) {
		ContractHandler handler = new ContractHandler(contract, reader.methods(), clients);
		return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] { contract }, handler));
	}

}
