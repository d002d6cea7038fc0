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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amphora.annotation.TunesFunction;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.client.routing.Tuning;
import org.aopalliance.intercept.MethodInterceptor;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for finding tuners.
 */
class FunctionTunerDetectorTests {

	@Test
	void findsBeanMethodsAndClasses() {
		try (AnnotationConfigApplicationContext context = context(Map.of(), Methods.class, Component.class)) {
			assertThat(routingKeys(context, "math")).containsExactlyInAnyOrderEntriesOf(
					Map.of("add", "method", "send_message.email", "static method", "multiply", "class"));
		}
	}

	@Test
	void findsTheTunersOfAService() {
		try (AnnotationConfigApplicationContext context = context(Map.of("where", "blue", "what", "move"),
				Services.class)) {
			assertThat(routingKeys(context, "blue")).isEqualTo(Map.of("move", "blue", "add", "any"));
			assertThat(routingKeys(context, "math")).isEqualTo(Map.of("move", "any", "add", "math"));
			assertThat(routingKeys(context, "other")).isEqualTo(Map.of("move", "any", "add", "any"));
		}
	}

	@Test
	void findsTunersBehindProxies() {
		try (AnnotationConfigApplicationContext context = context(Map.of(), Proxies.class, Component.class)) {
			assertThat(context.getBean(FunctionTuner.class)).isNotInstanceOf(Component.class);
			assertThat(routingKeys(context, "math")).isEqualTo(Map.of("multiply", "class"));
		}
	}

	@Test
	void ignoresTunersWithoutTheAnnotation() {
		try (AnnotationConfigApplicationContext context = context(Map.of(), Plain.class)) {
			assertThat(routingKeys(context, "math")).isEmpty();
		}
	}

	@Test
	void createsNoOtherBeans() {
		try (AnnotationConfigApplicationContext context = context(Map.of(), LazyBeans.class)) {
			context.registerBeanDefinition("unknown",
					BeanDefinitionBuilder.genericBeanDefinition("does.not.Exist")
						.setLazyInit(true)
						.getBeanDefinition());
			assertThat(routingKeys(context, "math")).isEqualTo(Map.of("add", "lazy"));
			assertThat(context.getBeanFactory().containsSingleton("factory")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("other")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("elsewhere")).isFalse();
		}
	}

	@Test
	void refusesABeanThatIsNotATuner() {
		assertThatInvalid(NoTuner.class).satisfies((ex) -> {
			assertThat(ex.beanName()).isEqualTo("tuner");
			assertThat(ex.reason()).isEqualTo("It is a java.lang.String.");
			assertThat(ex.remedy()).startsWith("Implement FunctionTuner");
			assertThat(ex).hasMessage("Bean 'tuner' cannot be a tuner: " + ex.reason() + " " + ex.remedy());
		});
	}

	@Test
	void refusesTwoTunersOfOneFunction() {
		assertThatInvalid(Twice.class).withMessageContaining("Bean 'one' already tunes function 'add'.");
	}

	@Test
	void validatesTheTunersOfEveryServiceAndCreatesNone() {
		try (AnnotationConfigApplicationContext context = context(Map.of(), LazyBeans.class)) {
			new FunctionTunerDetector(context.getBeanFactory()).validate();
			assertThat(context.getBeanFactory().containsSingleton("add")).isFalse();
		}
		try (AnnotationConfigApplicationContext context = context(Map.of(), Twice.class)) {
			assertThatExceptionOfType(InvalidTunerException.class)
				.isThrownBy(new FunctionTunerDetector(context.getBeanFactory())::validate)
				.withMessageContaining("Bean 'one' already tunes function 'add'.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void refusesBlanks(String blank) {
		try (AnnotationConfigApplicationContext context = context(Map.of("where", blank, "what", "x"),
				Services.class)) {
			assertThatExceptionOfType(InvalidTunerException.class).isThrownBy(() -> routingKeys(context, "math"))
				.withMessageContaining("Its service \"${where}\" is blank.");
		}
	}

	@Test
	void refusesPlaceholdersThatCannotBeResolved() {
		assertThatInvalid(Services.class).withMessageContaining(" has a placeholder that cannot be resolved.");
	}

	@Test
	void refusesPlaceholdersThatAStrictResolverCannotResolve() {
		assertThatInvalid(Services.class, PropertySourcesPlaceholderConfigurer.class)
			.withMessageContaining(" has a placeholder that cannot be resolved.")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	private static ThrowableAssertAlternative<InvalidTunerException> assertThatInvalid(Class<?>... components) {
		try (AnnotationConfigApplicationContext context = context(Map.of(), components)) {
			return assertThatExceptionOfType(InvalidTunerException.class)
				.isThrownBy(() -> routingKeys(context, "math"));
		}
	}

	private static AnnotationConfigApplicationContext context(Map<String, Object> properties, Class<?>... components) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		context.register(components);
		context.refresh();
		return context;
	}

	private static Map<String, String> routingKeys(AnnotationConfigApplicationContext context, String service) {
		Map<String, String> routingKeys = new HashMap<>();
		new FunctionTunerDetector(context.getBeanFactory()).tuners(service)
			.forEach((function, tuner) -> routingKeys.put(function, tuner.tune(List.of(), Map.of()).routingKey()));
		return routingKeys;
	}

	private static FunctionTuner to(String routingKey) {
		return (args, kwargs) -> new Tuning(routingKey);
	}

	@Configuration
	static class Methods {

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner add() {
			return to("method");
		}

		@Bean
		@TunesFunction(function = "send_message.email")
		static FunctionTuner email() {
			return to("static method");
		}

	}

	@TunesFunction(function = "multiply")
	static class Component implements FunctionTuner {

		@Override
		public Tuning tune(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
			return new Tuning("class");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Services {

		@Bean
		@TunesFunction(function = "${what}", service = "${where}")
		FunctionTuner moveInOneService() {
			return to("blue");
		}

		@Bean
		@TunesFunction(function = "${what}")
		FunctionTuner moveAnywhere() {
			return to("any");
		}

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner addAnywhere() {
			return to("any");
		}

		@Bean
		@TunesFunction(function = "add", service = "math")
		FunctionTuner addInOneService() {
			return to("math");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		static BeanNameAutoProxyCreator autoProxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("*Component");
			creator.setInterceptorNames("interceptor");
			return creator;
		}

		@Bean
		static MethodInterceptor interceptor() {
			return (invocation) -> invocation.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Bean
		FunctionTuner plain() {
			return to("plain");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Lazy
	static class LazyBeans {

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner add() {
			return to("lazy");
		}

		@Bean
		@TunesFunction(function = "add", service = "elsewhere")
		FunctionTuner elsewhere() {
			throw new UnsupportedOperationException("created too early");
		}

		@Bean
		FunctionTuner other() {
			throw new UnsupportedOperationException("created too early");
		}

		@Bean
		FactoryBean<?> factory() {
			throw new UnsupportedOperationException("created too early");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoTuner {

		@Bean
		@TunesFunction(function = "add")
		String tuner() {
			return "tuner";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Twice {

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner one() {
			return to("one");
		}

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner two() {
			return to("two");
		}

	}

}
