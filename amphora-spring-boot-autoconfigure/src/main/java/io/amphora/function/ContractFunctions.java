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

package io.amphora.function;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.kotlin.KotlinMethods;
import io.amphora.server.function.Acknowledge;
import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the functions of the contracts that a bean implements.
 *
 * @param beanName the bean
 * @param beanType its class
 */
record ContractFunctions(String beanName, Class<?> beanType) {

	/** Part of the names of the classes that Mockito generates. */
	private static final String MOCK = "$MockitoMock$";

	/**
	 * Return whether beans of a type are typed clients of a contract. This is assumed for
	 * interfaces, JDK proxies and mocks of interfaces, because beans that serve a
	 * contract have a class of their own. The mock of a contract replaces its client.
	 */
	static boolean isTypedClient(Class<?> type) {
		return (type.isInterface() || Proxy.isProxyClass(type) || isMockOfInterface(type))
				&& interfaces(type).stream().anyMatch((each) -> contract(each) != null);
	}

	private static boolean isMockOfInterface(Class<?> type) {
		return type.getSuperclass() == Object.class && type.getName().contains(MOCK);
	}

	Set<DeclaredFunction> find() {
		Set<DeclaredFunction> functions = new LinkedHashSet<>();
		for (Class<?> type : interfaces(this.beanType)) {
			AmphoraContract contract = contract(type);
			if (contract != null) {
				for (Method method : type.getMethods()) {
					addTo(functions, type, contract.service(), method);
				}
			}
		}
		return functions;
	}

	private void addTo(Set<DeclaredFunction> functions, Class<?> contract, String service, Method declared) {
		Method method = KotlinMethods
			.withoutBridge(BridgeMethodResolver.getMostSpecificMethod(declared, this.beanType));
		AmphoraFunction annotation = function(method);
		boolean required = Modifier.isAbstract(declared.getModifiers()) && !ReflectionUtils.isObjectMethod(declared);
		if (!declared.isBridge() && (required || annotation != null)) {
			BeanMethod beanMethod = new BeanMethod(this.beanName, this.beanType, method);
			requireService(beanMethod, contract, service, annotation);
			requireSameVariability(beanMethod, contract, declared);
			AmphoraFunction own = function(declared);
			List<AmphoraFunction> both = Stream.of(own, annotation).filter(Objects::nonNull).toList();
			boolean onReceipt = any(both, (each) -> each.acknowledge() == Acknowledge.ON_RECEIPT);
			functions.add(new DeclaredFunction(method, name(beanMethod, declared, own, annotation), service,
					any(both, AmphoraFunction::fanout), onReceipt ? Acknowledge.ON_RECEIPT : Acknowledge.AFTER_REPLY,
					any(both, AmphoraFunction::interruptible), maxRunTime(both),
					both.stream().allMatch(AmphoraFunction::cancellable)));
		}
	}

	private static void requireService(BeanMethod method, Class<?> contract, String service,
			@Nullable AmphoraFunction annotation) {
		if (service.isEmpty()) {
			throw method.invalid("Its contract %s names no service.".formatted(contract.getName()),
					"Annotate that as in @AmphoraContract(\"simplemath\").");
		}
		if (annotation != null && !annotation.service().isEmpty() && !annotation.service().equals(service)) {
			throw method.invalid(
					"It names service \"%s\", and its contract %s names \"%s\".".formatted(annotation.service(),
							contract.getName(), service),
					"Specify the service only in @AmphoraContract on the interface.");
		}
	}

	/** Callers send variable arguments one by one, which does not match an array. */
	private static void requireSameVariability(BeanMethod method, Class<?> contract, Method declared) {
		if (KotlinMethods.isVariable(declared) != KotlinMethods.isVariable(method.method())) {
			throw method.invalid("Its variable arguments are an array in its contract %s, or the other way round."
				.formatted(contract.getName()), "Declare both methods alike.");
		}
	}

	/** Typed clients call the function by its name in the contract. */
	private static String name(BeanMethod method, Method declared, @Nullable AmphoraFunction inContract,
			@Nullable AmphoraFunction implemented) {
		String name = (inContract != null) ? inContract.name() : "";
		String called = name.isEmpty() ? KotlinMethods.sourceName(declared) : name;
		String other = (implemented != null) ? implemented.name() : "";
		if (called != null && !other.isEmpty() && !other.equals(called)) {
			throw method.invalid("It has the name \"%s\", and in its contract \"%s\".".formatted(other, called),
					"Name it in the contract only.");
		}
		return name.isEmpty() ? other : name;
	}

	private static boolean any(List<AmphoraFunction> annotations, Predicate<AmphoraFunction> attribute) {
		return annotations.stream().anyMatch(attribute);
	}

	private static String maxRunTime(List<AmphoraFunction> annotations) {
		return annotations.stream()
			.map(AmphoraFunction::maxRunTime)
			.filter(StringUtils::hasLength)
			.reduce("", (declared, implemented) -> implemented);
	}

	private static @Nullable AmphoraFunction function(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, AmphoraFunction.class);
	}

	private static @Nullable AmphoraContract contract(Class<?> type) {
		return AnnotatedElementUtils.findMergedAnnotation(type, AmphoraContract.class);
	}

	/**
	 * Return the interfaces with their superinterfaces, which Spring's own search omits.
	 */
	private static Set<Class<?>> interfaces(Class<?> type) {
		Set<Class<?>> interfaces = new LinkedHashSet<>();
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (each.isInterface()) {
				interfaces.add(each);
			}
			for (Class<?> above : each.getInterfaces()) {
				interfaces.addAll(interfaces(above));
			}
		}
		return interfaces;
	}

}
