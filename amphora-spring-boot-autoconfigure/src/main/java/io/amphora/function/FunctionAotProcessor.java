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

import java.lang.reflect.Proxy;
import java.util.List;

import io.amphora.annotation.NoAmphoraFunctions;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/**
 * Registers runtime hints for the functions of beans.
 */
final class FunctionAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		if (type.isInterface() || Proxy.isProxyClass(type) || FactoryBean.class.isAssignableFrom(type)) {
			return null;
		}
		if (new BeanTypes(registeredBean.getBeanFactory()).isAnnotated(registeredBean.getBeanName(),
				NoAmphoraFunctions.class)) {
			return null;
		}
		List<DeclaredFunction> functions = DeclaredFunctions.of(registeredBean.getBeanName(), type);
		return functions.isEmpty() ? null : (generation, bean) -> {
			RuntimeHints hints = generation.getRuntimeHints();
			functions.forEach((function) -> FunctionHints.register(hints, type, function.method()));
		};
	}

}
