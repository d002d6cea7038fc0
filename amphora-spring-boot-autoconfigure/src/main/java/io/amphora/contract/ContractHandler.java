package io.amphora.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.Supplier;

import io.amphora.client.AmphoraClient;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Calls the remote function of whatever method is called. Thread-safe.
 */
final class ContractHandler implements InvocationHandler {

	private final Class<?> contract;

	private final Map<Method, ContractMethod> methods;

	private final Supplier<AmphoraClient> client;

	ContractHandler(Class<?> contract, Map<Method, ContractMethod> methods, Supplier<AmphoraClient> client) {
		this.contract = contract;
		this.methods = methods;
		this.client = client;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		ContractMethod remote = this.methods.get(method);
		if (remote != null) {
			return remote.invoke(this.client.get(), (arguments != null) ? arguments : new Object[0]);
		}
		if (method.isDefault()) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		if (ReflectionUtils.isEqualsMethod(method)) {
			return arguments != null && proxy == arguments[0];
		}
		if (ReflectionUtils.isHashCodeMethod(method)) {
			return System.identityHashCode(proxy);
		}
		return "AmphoraContract[" + this.contract.getName() + "]";
	}

}
