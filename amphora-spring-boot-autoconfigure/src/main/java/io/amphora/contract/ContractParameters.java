package io.amphora.contract;

import java.lang.reflect.Method;
import java.util.Collection;

import io.amphora.CallContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;

/**
 * Reads what the parameters of a contract's method say.
 */
final class ContractParameters {

	private ContractParameters() {
	}

	/**
	 * Find the parameter with the routing key.
	 * @param contract the contract
	 * @param method its method
	 * @return where the parameter stands, or -1 if there is none
	 */
	static int routingKeyIndex(Class<?> contract, Method method) {
		int marked = -1;
		for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
			if (parameter.getParameterType() == CallContext.class) {
				throw new InvalidContractException(contract, method, "A caller has no CallContext to give.",
						"Remove the parameter; the implementation finds the context with CallContext.current().", null);
			}
			if (parameter.hasParameterAnnotation(RoutingKey.class)) {
				if (marked >= 0) {
					throw new InvalidContractException(contract, method,
							"Several parameters are marked as its routing key.", "Leave @RoutingKey on one of them.",
							null);
				}
				requireOne(contract, method, parameter.getParameterType());
				marked = parameter.getParameterIndex();
			}
		}
		return marked;
	}

	private static void requireOne(Class<?> contract, Method method, Class<?> type) {
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			throw new InvalidContractException(contract, method,
					"Its routing key is a %s of values.".formatted(type.getSimpleName()),
					"Put @RoutingKey on a parameter with one value.", null);
		}
	}

}
