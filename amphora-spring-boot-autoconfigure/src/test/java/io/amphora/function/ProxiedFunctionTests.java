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

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.function.base.NamedFunctions;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for functions of beans that proxies stand in front of.
 */
class ProxiedFunctionTests {

	private static final List<String> intercepted = new ArrayList<>();

	private static final MethodInterceptor interceptor = (invocation) -> {
		intercepted.add(invocation.getMethod().getName());
		return invocation.proceed();
	};

	@BeforeEach
	void forget() {
		intercepted.clear();
	}

	@Test
	void callsThroughClassBasedProxies() throws Exception {
		try (Detection detection = detect(true, Plain.class)) {
			assertThat(AopUtils.isCglibProxy(detection.context.getBean("function"))).isTrue();
			assertThat(detection.call("visible")).isEqualTo("visible field");
			assertThat(detection.call("packagePrivate")).isEqualTo("packagePrivate field");
			assertThat(detection.call("secured")).isEqualTo("secured field");
			assertThat(intercepted).containsExactly("visible", "packagePrivate", "secured");
		}
	}

	@Test
	void callsThroughInterfaceBasedProxies() throws Exception {
		try (Detection detection = detect(false, Doubler.class)) {
			assertThat(AopUtils.isJdkDynamicProxy(detection.context.getBean("function"))).isTrue();
			assertThat(detection.call("apply", 21)).isEqualTo(42);
			assertThat(intercepted).containsExactly("apply");
		}
	}

	@Test
	void callsThroughProxiesOfLazyBeans() throws Exception {
		try (Detection detection = detect(false, LazyDoubler.class)) {
			assertThat(detection.context.getBeanFactory().containsSingleton("function")).isFalse();
			assertThat(detection.call("apply", 21)).isEqualTo(42);
			assertThat(intercepted).containsExactly("apply");
		}
	}

	@Test
	void callsThroughScopedProxies() throws Exception {
		try (Detection detection = new Detection(ScopedDoubler.class, ScopedPlain.class)) {
			assertThat(detection.names()).containsExactly("apply", "packagePrivate", "secured", "visible");
			assertThat(detection.function("apply").beanName()).doesNotContain("scopedTarget");
			assertThat(detection.call("apply", 21)).isEqualTo(42);
			assertThat(detection.call("visible")).isEqualTo("visible field");
		}
	}

	@Test
	void callsThroughProxiesThatAreMadeByHand() throws Exception {
		try (Detection detection = new Detection(HandMade.class)) {
			assertThat(detection.call("apply", 21)).isEqualTo(42);
			assertThat(intercepted).containsExactly("apply");
		}
	}

	@Test
	void callsThroughProxyFactoryBeans() throws Exception {
		try (Detection detection = new Detection(Factory.class)) {
			assertThat(detection.function("apply").method().getDeclaringClass()).isEqualTo(Doubler.class);
			assertThat(detection.call("apply", 21)).isEqualTo(42);
			assertThat(intercepted).containsExactly("apply");
		}
	}

	@Test
	void unwrapsWhatProxiesWrap() {
		try (Detection detection = detect(true, Sneaky.class)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> detection.call("sneak")).withMessage("disk");
		}
	}

	@Test
	void refusesAMethodThatTheProxyDoesNotHave() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detect(false, NotInInterface.class))
			.satisfies((ex) -> {
				assertThat(ex.beanName()).isEqualTo("function");
				assertThat(ex.method().getName()).isEqualTo("hidden");
				assertThat(ex.reason())
					.isEqualTo("Its bean is behind a JDK proxy, and no interface of that has the method.");
				assertThat(ex.remedy()).contains("interface").contains("proxyTargetClass = true");
			});
	}

	@Test
	void refusesAMethodThatTheProxyOfALazyBeanDoesNotHaveWhenItIsCalled() {
		try (Detection detection = detect(false, LazyNotInInterface.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detection.call("hidden", 1))
				.withMessageContaining("hidden(int) of bean 'function'")
				.withMessageContaining("behind a JDK proxy");
		}
	}

	@Test
	void refusesAFinalMethodThatAProxyCannotOverride() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detect(true, Final.class))
			.withMessageContaining("It is final")
			.withMessageContaining("Remove 'final'");
	}

	@Test
	void letsAFinalMethodBeWithoutAProxy() throws Exception {
		try (Detection detection = new Detection(Final.class)) {
			assertThat(detection.call("last")).isEqualTo("field");
		}
	}

	@Test
	void refusesAPackagePrivateMethodOfAnotherPackageThatAProxyCannotOverride() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detect(true, Inheriting.class))
			.satisfies((ex) -> {
				assertThat(ex.beanName()).isEqualTo("function");
				assertThat(ex.method().getName()).isEqualTo("hidden");
				assertThat(ex.reason()).startsWith("It is package-private").contains("another package");
				assertThat(ex.remedy()).isEqualTo("Make it protected or public.");
			});
	}

	@Test
	void refusesAPackagePrivateMethodOfAnotherPackageBehindAScopedProxy() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> new Detection(ScopedHeir.class))
			.withMessageContaining("It is package-private");
	}

	@Test
	void refusesAPackagePrivateMethodOfAnotherPackageBehindTheProxyOfALazyBeanWhenItIsCalled() throws Exception {
		try (Detection detection = detect(true, LazyHeir.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detection.call("hidden"))
				.withMessageContaining("It is package-private");
			assertThat(detection.call("inherited")).isEqualTo("inherited field");
			assertThat(intercepted).containsExactly("inherited");
		}
	}

	@Test
	void callsAPackagePrivateMethodOfAnotherPackageWithoutAProxy() throws Exception {
		try (Detection detection = new Detection(InheritingConfiguration.class)) {
			assertThat(detection.call("hidden")).isEqualTo("hidden configuration");
			assertThat(detection.call("inherited")).isEqualTo("inherited configuration");
		}
	}

	@Test
	void selectsTheMethodOfAGenericInterface() throws Exception {
		Method method = Doubler.class.getMethod("apply", Integer.class);
		Object proxy = new ProxyFactory(new Doubler()).getProxy();
		assertThat(InvocableMethods.select(new BeanMethod("bean", Doubler.class, method), proxy.getClass()))
			.isEqualTo(Transformation.class.getMethod("apply", Object.class));
	}

	private static Detection detect(boolean proxyTargetClass, Class<?> type) {
		return new Detection(Map.of(), (context) -> {
			context.registerBean("interceptor", MethodInterceptor.class, () -> interceptor);
			context.registerBean(BeanNameAutoProxyCreator.class, () -> autoProxyCreator(proxyTargetClass));
			registerNamed(context, type);
		});
	}

	private static void registerNamed(AnnotationConfigApplicationContext context, Class<?> type) {
		context.registerBean("function", type);
	}

	private static BeanNameAutoProxyCreator autoProxyCreator(boolean proxyTargetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("function");
		creator.setInterceptorNames("interceptor");
		creator.setProxyTargetClass(proxyTargetClass);
		return creator;
	}

	static class Plain {

		private final String field = "field";

		@AmphoraFunction
		public String visible() {
			return "visible " + this.field;
		}

		@AmphoraFunction
		String packagePrivate() {
			return "packagePrivate " + this.field;
		}

		@AmphoraFunction
		protected String secured() {
			return "secured " + this.field;
		}

	}

	interface Transformation<T> {

		T apply(T value);

	}

	static class Doubler implements Transformation<Integer> {

		@Override
		@AmphoraFunction
		public Integer apply(Integer value) {
			return 2 * value;
		}

	}

	@Lazy
	static class LazyDoubler extends Doubler {

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedDoubler extends Doubler {

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedPlain extends Plain {

	}

	@Configuration(proxyBeanMethods = false)
	static class HandMade {

		@Bean
		Transformation<?> function() {
			ProxyFactory factory = new ProxyFactory(new Doubler());
			factory.addAdvice(interceptor);
			return (Transformation<?>) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Factory {

		@Bean
		ProxyFactoryBean function() {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setTarget(new Doubler());
			factory.addAdvice(interceptor);
			return factory;
		}

	}

	static class Sneaky {

		@AmphoraFunction
		void sneak() {
			throw Sneaky.<RuntimeException>hide(new IOException("disk"));
		}

		@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
		private static <E extends Throwable> E hide(Throwable thrown) throws E {
			throw (E) thrown;
		}

	}

	static class NotInInterface extends Doubler {

		@AmphoraFunction
		public int hidden(int value) {
			return value;
		}

	}

	@Lazy
	static class LazyNotInInterface extends NotInInterface {

	}

	static class Inheriting extends NamedFunctions {

		Inheriting() {
			super("field");
		}

	}

	@Lazy
	static class LazyHeir extends Inheriting {

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedHeir extends Inheriting {

	}

	@Configuration
	static class InheritingConfiguration extends NamedFunctions {

		InheritingConfiguration() {
			super("configuration");
		}

	}

	static class Final {

		private final String field = "field";

		@AmphoraFunction
		public final String last() {
			return this.field;
		}

	}

}
