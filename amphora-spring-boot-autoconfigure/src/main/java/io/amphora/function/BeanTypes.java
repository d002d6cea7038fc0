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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * The classes of beans, as far as they are known without creating the beans.
 */
final class BeanTypes {

	private final ConfigurableListableBeanFactory beanFactory;

	BeanTypes(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the names of the beans of this factory, except for abstract definitions and
	 * the targets of scoped proxies.
	 */
	List<String> names() {
		List<String> names = new ArrayList<>();
		this.beanFactory.getBeanNamesIterator().forEachRemaining((name) -> {
			if (!ScopedProxyUtils.isScopedTarget(name) && !isTemplate(name)) {
				names.add(name);
			}
		});
		return names;
	}

	private boolean isTemplate(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isAbstract();
	}

	/**
	 * Return the class that is injected into other beans, which may be the class of a
	 * proxy.
	 */
	@Nullable Class<?> exposed(String name) {
		return this.beanFactory.getType(name, false);
	}

	/** Return the user class behind all proxies that can be unwrapped. */
	@Nullable Class<?> written(String name) {
		String target = target(name);
		List<Class<?>> types = Stream.of(ofInstance(target), beforeProxying(target), exposed(target))
			.filter(Objects::nonNull)
			.<Class<?>>map(ClassUtils::getUserClass)
			.toList();
		return types.stream()
			.filter((type) -> !Proxy.isProxyClass(type))
			.findFirst()
			.orElse(types.isEmpty() ? null : types.get(0));
	}

	/**
	 * Return whether the class of a bean or its bean method is annotated. Superclasses
	 * are not searched.
	 */
	boolean isAnnotated(String name, Class<? extends Annotation> annotation) {
		Class<?> type = written(name);
		Method method = beanMethod(name);
		return (type != null && AnnotatedElementUtils.isAnnotated(type, annotation))
				|| (method != null && AnnotatedElementUtils.isAnnotated(method, annotation));
	}

	/** Return the bean method of a bean, or of the one behind its scoped proxy. */
	@Nullable Method beanMethod(String name) {
		String target = target(name);
		return (this.beanFactory.containsBeanDefinition(target)
				&& this.beanFactory.getMergedBeanDefinition(target) instanceof RootBeanDefinition definition)
						? definition.getResolvedFactoryMethod() : null;
	}

	/** Return the name of the bean behind a scoped proxy. */
	private String target(String name) {
		String scopedTarget = ScopedProxyUtils.getTargetBeanName(name);
		return this.beanFactory.containsBeanDefinition(scopedTarget) ? scopedTarget : name;
	}

	private @Nullable Class<?> ofInstance(String name) {
		Object instance = this.beanFactory.containsSingleton(name) ? this.beanFactory.getSingleton(name) : null;
		Object target = instance;
		while (target != null) {
			instance = target;
			target = AopProxyUtils.getSingletonTarget(instance);
		}
		return (instance == null || instance instanceof FactoryBean) ? null : instance.getClass();
	}

	private @Nullable Class<?> beforeProxying(String name) {
		return this.beanFactory.containsBeanDefinition(name) ? (Class<?>) this.beanFactory.getMergedBeanDefinition(name)
			.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE) : null;
	}

}
