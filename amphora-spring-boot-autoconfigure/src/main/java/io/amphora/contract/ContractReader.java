package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.ConcreteTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Reads what a contract says, or tells why it cannot be one.
 *
 * @param contract the contract
 * @param placeholders resolves the placeholders in its annotations
 * @param fanout whether there is a client that reaches every server
 */
record ContractReader(Class<?> contract, UnaryOperator<String> placeholders, boolean fanout) {

	ContractReader {
		if (!contract.isInterface() || contract.isAnnotation()) {
			throw new InvalidContractException(contract, null, "It is no interface.", "Make it one.", null);
		}
	}

	String service() {
		AmphoraContract annotation = AnnotatedElementUtils.findMergedAnnotation(this.contract, AmphoraContract.class);
		if (annotation == null || annotation.service().isEmpty()) {
			throw new InvalidContractException(this.contract, null, "It names no service.",
					"Annotate it as in @AmphoraContract(\"simplemath\").", null);
		}
		return resolve(null, "service", annotation.service());
	}

	Map<Method, ContractMethod> methods() {
		Map<Method, ContractMethod> methods = new LinkedHashMap<>();
		Map<String, Method> functions = new HashMap<>();
		for (Method method : this.contract.getMethods()) {
			if (Modifier.isAbstract(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
				ContractMethod remote = read(method);
				methods.put(method, remote);
				requireSame(method, functions.putIfAbsent(remote.function(), method), remote.function());
			}
		}
		return methods;
	}

	private ContractMethod read(Method method) {
		ContractResult result = ContractResult.of(this.contract, method);
		int routingKeyIndex = ContractParameters.routingKeyIndex(this.contract, method);
		return new ContractMethod(function(method), isFanout(method), timeout(method), idempotent(method),
				routingKeyIndex, method.isVarArgs(), result);
	}

	private static @Nullable AmphoraFunction annotation(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, AmphoraFunction.class);
	}

	private boolean isFanout(Method method) {
		AmphoraFunction annotation = annotation(method);
		boolean fanout = annotation != null && annotation.fanout();
		if (fanout && !this.fanout) {
			throw new InvalidContractException(this.contract, method,
					"It is a fanout function, and its client calls one server.",
					"Import the contract, or give an AmphoraFanoutClient to AmphoraContracts.create.", null);
		}
		return fanout;
	}

	private String function(Method method) {
		AmphoraFunction annotation = annotation(method);
		if (annotation != null && !annotation.service().isEmpty()) {
			throw new InvalidContractException(this.contract, method, "It names a service of its own.",
					"Leave that to @AmphoraContract on the interface.", null);
		}
		return (annotation != null && !annotation.name().isEmpty()) ? resolve(method, "name", annotation.name())
				: method.getName();
	}

	private static boolean idempotent(Method method) {
		AmphoraFunction annotation = annotation(method);
		return annotation != null && annotation.idempotent();
	}

	private @Nullable Duration timeout(Method method) {
		CallTimeout annotation = Stream.of(method, this.contract)
			.map((element) -> AnnotatedElementUtils.findMergedAnnotation(element, CallTimeout.class))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (annotation == null) {
			return null;
		}
		try {
			Duration timeout = DurationFormatterUtils.detectAndParse(resolve(method, "timeout", annotation.value()));
			if (timeout.toNanos() > 0) {
				return timeout;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// told below, together with timeouts that are not longer than zero
		}
		throw new InvalidContractException(this.contract, method,
				"Its timeout \"%s\" is no duration longer than zero.".formatted(annotation.value()),
				"Write it as in @CallTimeout(\"5s\").", null);
	}

	private String resolve(@Nullable Method method, String attribute, String value) {
		String resolved;
		try {
			resolved = this.placeholders.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw unresolved(method, attribute, value, ex);
		}
		if (resolved.contains("${")) {
			throw unresolved(method, attribute, value, null);
		}
		if (!StringUtils.hasText(resolved)) {
			throw new InvalidContractException(this.contract, method,
					"Its %s \"%s\" is blank.".formatted(attribute, value), "Give it a value.", null);
		}
		return resolved;
	}

	private InvalidContractException unresolved(@Nullable Method method, String attribute, String value,
			@Nullable Exception cause) {
		return new InvalidContractException(this.contract, method,
				"Its %s \"%s\" has a placeholder that cannot be resolved.".formatted(attribute, value),
				"Set the property, or give a default as in \"${my.property:default}\"."
						+ " Only imported contracts may have placeholders.",
				cause);
	}

	/** Several interfaces above the contract may declare the same method. */
	private void requireSame(Method method, @Nullable Method other, String function) {
		if (other != null && !signature(method).equals(signature(other))) {
			throw new InvalidContractException(this.contract, method,
					"Function '%s' has two methods.".formatted(function),
					"Name one of them otherwise, as in @AmphoraFunction(\"otherName\").", null);
		}
	}

	private List<Object> signature(Method method) {
		ConcreteTypes types = ConcreteTypes.of(this.contract);
		Stream<Class<?>> parameters = Stream.of(method.getGenericParameterTypes())
			.map((type) -> ConcreteTypes.erase(types.resolve(type)));
		return Stream.<Object>concat(Stream.of(method.getName()), parameters).toList();
	}

}
