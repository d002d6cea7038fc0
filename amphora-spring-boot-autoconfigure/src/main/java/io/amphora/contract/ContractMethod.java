package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.ObjectUtils;

/**
 * A method of a contract as a remote function. Immutable.
 *
 * @param function the name of the function
 * @param timeout how long calls wait, or {@code null} for the client's timeout
 * @param routingKeyIndex the parameter with the routing key, or -1 if there is none
 * @param variable whether the last parameter is a variable one
 * @param deferred whether the method returns a future
 * @param resultType the type of the result
 */
record ContractMethod(String function, @Nullable Duration timeout, int routingKeyIndex, boolean variable,
		boolean deferred, Type resultType) {

	static ContractMethod of(Class<?> contract, Method method) {
		ResolvableType returned = ResolvableType.forMethodReturnType(method, contract);
		boolean deferred = isFuture(returned.toClass());
		if (deferred && !returned.hasGenerics()) {
			throw new InvalidContractException(contract, method, "Its future has no type argument.",
					"Say what it completes with, as in CompletableFuture<Integer>.");
		}
		return new ContractMethod(function(method), timeout(contract, method), routingKeyIndex(contract, method),
				method.isVarArgs(), deferred, (deferred ? returned.getGeneric(0) : returned).getType());
	}

	private static boolean isFuture(Class<?> type) {
		return type == CompletableFuture.class || type == CompletionStage.class || type == Future.class;
	}

	private static String function(Method method) {
		AmphoraFunction annotation = AnnotatedElementUtils.findMergedAnnotation(method, AmphoraFunction.class);
		return (annotation != null && !annotation.name().isEmpty()) ? annotation.name() : method.getName();
	}

	private static @Nullable Duration timeout(Class<?> contract, Method method) {
		CallTimeout annotation = AnnotatedElementUtils.findMergedAnnotation(method, CallTimeout.class);
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(contract, CallTimeout.class);
		}
		if (annotation == null) {
			return null;
		}
		try {
			Duration timeout = DurationFormatterUtils.detectAndParse(annotation.value());
			if (timeout.toNanos() > 0) {
				return timeout;
			}
		}
		catch (IllegalArgumentException ex) {
			// told below, together with timeouts that are not longer than zero
		}
		throw new InvalidContractException(contract, method,
				"Its timeout '%s' is no duration longer than zero.".formatted(annotation.value()),
				"Write it as in @CallTimeout(\"5s\").");
	}

	private static int routingKeyIndex(Class<?> contract, Method method) {
		List<Integer> marked = new ArrayList<>();
		Parameter[] parameters = method.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			if (parameters[i].isAnnotationPresent(RoutingKey.class)) {
				marked.add(i);
			}
		}
		if (marked.size() > 1) {
			throw new InvalidContractException(contract, method, "Several parameters are marked as its routing key.",
					"Leave @RoutingKey on one of them.");
		}
		return marked.isEmpty() ? -1 : marked.get(0);
	}

	@Nullable Object invoke(AmphoraClient client, @Nullable Object[] arguments) {
		RemoteFunction remote = client.function(this.function);
		if (this.timeout != null) {
			remote = remote.timeout(this.timeout);
		}
		if (this.routingKeyIndex >= 0) {
			remote = remote.routingKey(String.valueOf(arguments[this.routingKeyIndex]));
		}
		@Nullable Object[] args = this.variable ? spread(arguments) : arguments;
		return this.deferred ? remote.defer(this.resultType, args) : remote.call(this.resultType, args);
	}

	/** Variable arguments travel one by one, as if they were written out. */
	private static @Nullable Object[] spread(@Nullable Object[] arguments) {
		int last = arguments.length - 1;
		List<@Nullable Object> spread = new ArrayList<>(Arrays.asList(arguments).subList(0, last));
		Object rest = arguments[last];
		if (rest != null) {
			spread.addAll(Arrays.asList(ObjectUtils.toObjectArray(rest)));
		}
		return spread.toArray();
	}

}
