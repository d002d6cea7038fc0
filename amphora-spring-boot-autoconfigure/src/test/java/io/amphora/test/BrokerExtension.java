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

package io.amphora.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves parameters of constructors, lifecycle methods and tests: the
 * {@link TestBroker} of the class, and the {@link TestService} of the test. The broker is
 * the same for all classes of a run; what a class opened on it is closed after the class.
 */
final class BrokerExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(BrokerExtension.class);

	static BrokerSearch search(ExtensionContext context) {
		return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(BrokerSearch.class, (key) -> new BrokerSearch(), BrokerSearch.class);
	}

	/** Services of constructors belong to the test, not to the class. */
	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == TestBroker.class || type == TestService.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return (parameter.getParameter().getType() == TestBroker.class) ? broker(context) : service(context);
	}

	private static TestBroker broker(ExtensionContext context) {
		return ofTestClass(context).getStore(NAMESPACE)
			.computeIfAbsent(TestBroker.class, (key) -> new TestBroker(search(context).any()), TestBroker.class);
	}

	private static TestService service(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(TestService.class,
					(key) -> new TestService(broker(context), context.getRequiredTestClass()), TestService.class);
	}

	private static ExtensionContext ofTestClass(ExtensionContext context) {
		ExtensionContext current = context;
		while (current.getTestMethod().isPresent() && current.getParent().isPresent()) {
			current = current.getParent().get();
		}
		return current;
	}

}
