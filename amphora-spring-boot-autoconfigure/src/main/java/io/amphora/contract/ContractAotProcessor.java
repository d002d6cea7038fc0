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

import java.lang.reflect.Method;

import io.amphora.function.FunctionHints;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Registers runtime hints for imported contracts and their proxies.
 */
final class ContractAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> contract = contract(registeredBean);
		if (contract == null) {
			return null;
		}
		return (generation, bean) -> {
			RuntimeHints hints = generation.getRuntimeHints();
			hints.proxies().registerJdkProxy(contract);
			hints.reflection().registerType(contract);
			for (Method method : contract.getMethods()) {
				FunctionHints.register(hints, contract, method);
				for (Class<?> exception : method.getExceptionTypes()) {
					hints.reflection().registerType(exception, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
				}
			}
		};
	}

	private static @Nullable Class<?> contract(RegisteredBean registeredBean) {
		if (!ContractFactoryBean.class.getName().equals(registeredBean.getMergedBeanDefinition().getBeanClassName())) {
			return null;
		}
		return ContractFactoryBean.contract(registeredBean.getBeanType());
	}

}
