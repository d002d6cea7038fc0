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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.WrongRequestException;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.validation.BeanArgumentValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for finding functions in beans of all kinds.
 */
class FunctionBeanTests {

	@Test
	void doesNotCreateLazyBeans() {
		try (Detection detection = new Detection(LazyMath.class)) {
			assertThat(detection.names()).containsExactly("lazy");
			assertThatException().isThrownBy(() -> detection.call("lazy"))
				.withStackTraceContaining("created too early");
		}
	}

	@Test
	void createsNoBeanAtAllBeforeTheSingletonsExist() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Explosive.class);
			context.addBeanFactoryPostProcessor((beanFactory) -> {
				assertThat(new AmphoraFunctionDetector(beanFactory).detect("")).hasSize(1);
				throw new IllegalStateException("seen");
			});
			assertThatException().isThrownBy(context::refresh).withMessage("seen");
		}
	}

	@Test
	void doesNotCreateTheProductsOfLazyFactoryBeans() {
		try (Detection detection = new Detection(LazyFactory.class)) {
			assertThat(detection.names()).isEmpty();
		}
	}

	@Test
	void readsHowTheCallsOfAFunctionAreCancelled() {
		try (Detection detection = new Detection(Map.of("limit", "30s"), (context) -> context.register(Slow.class))) {
			FunctionDefinition definition = new AmphoraFunctionDetector(detection.context.getBeanFactory()).detect("")
				.get(0)
				.definition();
			assertThat(definition.interruptible()).isTrue();
			assertThat(definition.maxRunTime()).isEqualTo(Duration.ofSeconds(30));
			assertThat(definition.cancellable()).isFalse();
		}
	}

	@Test
	void findsTheProductsOfFactoryBeans() throws Exception {
		try (Detection detection = new Detection(EagerFactory.class)) {
			assertThat(detection.call("add", 1, 1)).isEqualTo(2);
		}
	}

	@Test
	void keepsASingletonBetweenCalls() throws Exception {
		try (Detection detection = new Detection(LazyCounter.class)) {
			assertThat(detection.call("count")).isEqualTo(1);
			assertThat(detection.call("count")).isEqualTo(2);
		}
	}

	@Test
	void getsANewPrototypeForEachCall() throws Exception {
		try (Detection detection = new Detection(PrototypeCounter.class)) {
			assertThat(detection.call("count")).isEqualTo(1);
			assertThat(detection.call("count")).isEqualTo(1);
		}
	}

	@Test
	void validatesTheArgumentsOfThePrototypeThatItCalls() throws Exception {
		List<Object> validated = new ArrayList<>();
		try (Detection detection = new Detection(PrototypeIdentity.class)) {
			AmphoraFunctionDetector detector = new AmphoraFunctionDetector(detection.context.getBeanFactory(),
					(function, bean, method, arguments) -> validated.add(bean));
			FunctionHandler handler = detector.detect("").get(0).definition().handler();
			Object first = handler.handle(Calls.call());
			Object second = handler.handle(Calls.call());
			assertThat(validated).hasSize(2);
			assertThat(validated.get(0)).isSameAs(first);
			assertThat(validated.get(1)).isSameAs(second).isNotSameAs(first);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { ValidatedPrototype.class, ScopedPrototype.class, InterfacePrototype.class })
	void createsOnePrototypeForEachCallWhoseArgumentsAreValidated(Class<?> component) throws Exception {
		try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory();
				Detection detection = new Detection(component)) {
			AmphoraFunctionDetector detector = new AmphoraFunctionDetector(detection.context.getBeanFactory(),
					new BeanArgumentValidator(validators.getValidator()));
			FunctionHandler handler = detector.detect("").get(0).definition().handler();
			int before = ValidatedPrototype.created.get();
			assertThat(handler.handle(Calls.call("text"))).isEqualTo(before + 1);
			assertThat(handler.handle(Calls.call("text"))).isEqualTo(before + 2);
			assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> handler.handle(Calls.call(" ")));
		}
	}

	@Test
	void findsTheClassBehindABeanMethodThatReturnsAnInterface() throws Exception {
		try (Detection detection = new Detection(HidingConfiguration.class)) {
			assertThat(detection.call("run")).isEqualTo("ran");
		}
	}

	@Test
	void findsMethodsOfConfigurationClasses() throws Exception {
		try (Detection detection = new Detection(FunctionalConfiguration.class)) {
			assertThat(detection.call("hello")).isEqualTo("world");
		}
	}

	@Test
	void findsBeansThatWereRegisteredAsObjects() throws Exception {
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.getBeanFactory().registerSingleton("math", new Arithmetic()))) {
			assertThat(detection.call("add", 2, 3)).isEqualTo(5);
		}
	}

	@Test
	void leavesOutAbstractDefinitionsAndUnknownClasses() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("template",
				BeanDefinitionBuilder.genericBeanDefinition(Arithmetic.class).setAbstract(true).getBeanDefinition());
		beanFactory.registerBeanDefinition("unknown",
				BeanDefinitionBuilder.genericBeanDefinition("does.not.Exist").getBeanDefinition());
		assertThat(new AmphoraFunctionDetector(beanFactory).detect("")).isEmpty();
	}

	static class Arithmetic {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

	static class Explosive {

		Explosive() {
			throw new UnsupportedOperationException("created too early");
		}

		@AmphoraFunction
		void lazy() {
		}

	}

	@Lazy
	static class LazyMath extends Explosive {

	}

	static class ArithmeticFactory implements FactoryBean<Arithmetic> {

		@Override
		public Arithmetic getObject() {
			return new Arithmetic();
		}

		@Override
		public Class<?> getObjectType() {
			return Arithmetic.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EagerFactory {

		@Bean
		FactoryBean<?> math() {
			return new ArithmeticFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyFactory {

		@Bean
		@Lazy
		FactoryBean<?> math() {
			throw new UnsupportedOperationException("created too early");
		}

	}

	@Lazy
	static class LazyCounter {

		private int calls;

		@AmphoraFunction
		int count() {
			return ++this.calls;
		}

	}

	@Scope("prototype")
	static class PrototypeCounter extends LazyCounter {

	}

	@Scope("prototype")
	static class PrototypeIdentity {

		@AmphoraFunction
		Object self() {
			return this;
		}

	}

	@Scope("prototype")
	static class ValidatedPrototype {

		static final AtomicInteger created = new AtomicInteger();

		private final int number = created.incrementAndGet();

		@AmphoraFunction
		int number(@NotBlank String text) {
			return this.number;
		}

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedPrototype extends ValidatedPrototype {

	}

	interface Numbered {

		int number(@NotBlank String text);

	}

	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
	static class InterfacePrototype implements Numbered {

		private final int number = ValidatedPrototype.created.incrementAndGet();

		@Override
		@AmphoraFunction
		public int number(String text) {
			return this.number;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HidingConfiguration {

		@Bean
		Runnable runner() {
			return new Runner();
		}

	}

	static class Runner implements Runnable {

		private String state = "idle";

		@Override
		public void run() {
			this.state = "ran";
		}

		@AmphoraFunction("run")
		String runAndTell() {
			run();
			return this.state;
		}

	}

	@Configuration
	static class FunctionalConfiguration {

		@AmphoraFunction
		String hello() {
			return "world";
		}

	}

	static class Slow {

		@AmphoraFunction(interruptible = true, maxRunTime = "${limit}", cancellable = false)
		void run() {
		}

	}

}
