package io.amphora.contract;

import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Distinguishes typed clients from beans that serve functions: both have the annotated
 * methods of a contract.
 */
public final class TypedClients {

	private TypedClients() {
	}

	/**
	 * Return whether a bean is a typed client.
	 * @param beanName the name of the bean
	 * @param beanFactory the bean factory; no bean is created
	 * @return {@code true} for imported contracts, and for singletons created by
	 * {@link AmphoraContracts}
	 */
	public static boolean contains(String beanName, ConfigurableListableBeanFactory beanFactory) {
		Object bean = beanFactory.containsSingleton(beanName) ? beanFactory.getSingleton(beanName) : null;
		return isTypedClient(bean)
				|| (beanFactory.containsBeanDefinition(beanName) && isImport(beanFactory.getBeanDefinition(beanName)));
	}

	private static boolean isTypedClient(@Nullable Object bean) {
		return bean != null && Proxy.isProxyClass(bean.getClass())
				&& Proxy.getInvocationHandler(bean) instanceof ContractHandler;
	}

	private static boolean isImport(BeanDefinition definition) {
		return ContractFactoryBean.class.getName().equals(definition.getBeanClassName());
	}

}
