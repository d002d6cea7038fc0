package io.amphora.contract;

import java.lang.reflect.Method;

import io.amphora.annotation.FunctionHints;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;

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

	/**
	 * The type of the bean is that of the factory bean or that of the object it creates.
	 */
	private static @Nullable Class<?> contract(RegisteredBean registeredBean) {
		if (!ContractFactoryBean.class.getName().equals(registeredBean.getMergedBeanDefinition().getBeanClassName())) {
			return null;
		}
		ResolvableType type = registeredBean.getBeanType();
		Class<?> contract = ContractFactoryBean.class.isAssignableFrom(type.toClass())
				? type.as(ContractFactoryBean.class).getGeneric().resolve() : type.resolve();
		return (contract != null && contract.isInterface()) ? contract : null;
	}

}
