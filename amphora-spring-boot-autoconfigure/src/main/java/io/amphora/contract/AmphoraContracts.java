package io.amphora.contract;

import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * Creates typed clients from contracts.
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
	public static <T> T create(Class<T> contract, AmphoraClient client) {
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
	public static <T> T create(Class<T> contract, AmphoraClient client, AmphoraFanoutClient fanoutClient) {
		return create(contract, new ContractReader(contract, UnaryOperator.identity(), true),
				(method) -> method.fanout() ? fanoutClient : client);
	}

	static <T> T create(Class<T> contract, ContractReader reader, Function<ContractMethod, AmphoraClient> clients) {
		ContractHandler handler = new ContractHandler(contract, reader.methods(), clients);
		return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] { contract }, handler));
	}

}
