package io.amphora.annotation;

import java.lang.reflect.Proxy;
import java.util.List;

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
		List<DeclaredFunction> functions = DeclaredFunctions.of(registeredBean.getBeanName(), type);
		return functions.isEmpty() ? null : (generation, bean) -> {
			RuntimeHints hints = generation.getRuntimeHints();
			functions.forEach((function) -> FunctionHints.register(hints, type, function.method()));
		};
	}

}
