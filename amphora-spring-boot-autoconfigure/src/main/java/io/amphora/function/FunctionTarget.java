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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import io.amphora.kotlin.KotlinFunction;
import io.amphora.kotlin.KotlinMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * The bean and the method of a function. Thread-safe. A singleton is looked up once, and
 * the method once for each class of the bean, which is a single class in practice.
 */
final class FunctionTarget {

	private final BeanFactory beanFactory;

	private final BeanMethod function;

	private volatile @Nullable Object singleton;

	private volatile @Nullable Invocable lastUsed;

	FunctionTarget(BeanFactory beanFactory, BeanMethod function) {
		this.beanFactory = beanFactory;
		this.function = function;
	}

	@Nullable Object invoke(Object bean, @Nullable Object[] arguments) throws Exception {
		try {
			Invocable invocable = invocable(bean.getClass());
			KotlinFunction kotlin = invocable.kotlin();
			return (kotlin != null) ? kotlin.invoke(bean, arguments) : invocable.method().invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw exceptionOf(ex.getTargetException());
		}
	}

	/**
	 * Return the bean for one call, which may be created here, depending on its scope.
	 */
	Object bean() {
		Object bean = this.singleton;
		if (bean == null) {
			bean = this.beanFactory.getBean(this.function.beanName());
			if (this.beanFactory.isSingleton(this.function.beanName())) {
				this.singleton = bean;
			}
		}
		return bean;
	}

	private Invocable invocable(Class<?> beanType) {
		Invocable invocable = this.lastUsed;
		if (invocable == null || invocable.beanType() != beanType) {
			Method method = InvocableMethods.select(this.function, beanType);
			invocable = new Invocable(beanType, method, KotlinMethods.function(method));
			this.lastUsed = invocable;
		}
		return invocable;
	}

	/**
	 * Unwraps checked exceptions that the method throws without declaring them, because
	 * proxies wrap them.
	 */
	private static Exception exceptionOf(Throwable thrown) {
		Throwable own = thrown;
		if (thrown instanceof UndeclaredThrowableException && thrown.getCause() != null) {
			own = thrown.getCause();
		}
		if (own instanceof Error error) {
			throw error;
		}
		return (own instanceof Exception exception) ? exception : new UndeclaredThrowableException(own);
	}

	private record Invocable(Class<?> beanType, Method method, @Nullable KotlinFunction kotlin) {
	}

}
