package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.amphora.client.AmphoraClient;

/**
 * Makes typed clients of contracts.
 */
public final class AmphoraContracts {

	private AmphoraContracts() {
	}

	/**
	 * Make a typed client.
	 * @param <T> the contract
	 * @param contract an interface whose abstract methods are functions
	 * @param client calls them, whatever service the contract is annotated with
	 * @return an implementation of the contract, as thread-safe as the client
	 * @throws InvalidContractException if the interface cannot be a contract
	 */
	public static <T> T create(Class<T> contract, AmphoraClient client) {
		return create(contract, () -> client);
	}

	static <T> T create(Class<T> contract, Supplier<AmphoraClient> client) {
		ContractHandler handler = new ContractHandler(contract, methods(contract), client);
		return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] { contract }, handler));
	}

	private static Map<Method, ContractMethod> methods(Class<?> contract) {
		if (!contract.isInterface()) {
			throw new InvalidContractException(contract, null, "It is no interface.", "Make it one.");
		}
		Map<Method, ContractMethod> methods = new LinkedHashMap<>();
		Map<String, Method> functions = new HashMap<>();
		for (Method method : contract.getMethods()) {
			if (Modifier.isAbstract(method.getModifiers())) {
				ContractMethod remote = ContractMethod.of(contract, method);
				methods.put(method, remote);
				Method other = functions.putIfAbsent(remote.function(), method);
				if (other != null && !overrides(method, other)) {
					throw new InvalidContractException(contract, method,
							"Function '%s' has two methods.".formatted(remote.function()),
							"Name one of them otherwise, as in @AmphoraFunction(\"otherName\").");
				}
			}
		}
		return methods;
	}

	private static boolean overrides(Method method, Method other) {
		return method.getName().equals(other.getName())
				&& Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
	}

}
