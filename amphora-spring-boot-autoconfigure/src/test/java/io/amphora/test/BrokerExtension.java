package io.amphora.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link TestBroker} to constructors, lifecycle methods and tests. The broker is
 * the same for all classes of a run; what a class opened on it is closed after the class.
 */
final class BrokerExtension implements ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(BrokerExtension.class);

	static BrokerSearch search(ExtensionContext context) {
		return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(BrokerSearch.class, (key) -> new BrokerSearch(), BrokerSearch.class);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestBroker.class;
	}

	@Override
	public TestBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return ofTestClass(context).getStore(NAMESPACE)
			.computeIfAbsent(TestBroker.class, (key) -> new TestBroker(search(context).any()), TestBroker.class);
	}

	private static ExtensionContext ofTestClass(ExtensionContext context) {
		ExtensionContext current = context;
		while (current.getTestMethod().isPresent() && current.getParent().isPresent()) {
			current = current.getParent().get();
		}
		return current;
	}

}
