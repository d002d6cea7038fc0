package io.amphora.contract;

import java.lang.reflect.Proxy;

import io.amphora.annotation.AmphoraContract;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Tells typed clients from beans that serve: both have the annotated methods of their
 * contract.
 */
public final class TypedClients {

	private TypedClients() {
	}

	/**
	 * Whether a bean is a typed client.
	 * @param beanName the name of the bean
	 * @param beanFactory holds the bean; none is created
	 * @return {@code true} for imported contracts, and for singletons that
	 * {@link AmphoraContracts} has made
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

	/** Nobody else gives a bean the class of an interface. */
	private static boolean isImport(BeanDefinition definition) {
		return definition instanceof AbstractBeanDefinition bean && bean.hasBeanClass()
				&& bean.getFactoryMethodName() == null && bean.getBeanClass().isInterface()
				&& AnnotatedElementUtils.hasAnnotation(bean.getBeanClass(), AmphoraContract.class);
	}

}
