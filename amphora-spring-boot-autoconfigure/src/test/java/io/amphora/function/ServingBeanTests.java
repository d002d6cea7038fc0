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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.NoAmphoraFunctions;
import io.amphora.function.Sums.Adder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for which of several beans serves a function, and for beans that serve none.
 */
class ServingBeanTests {

	@ParameterizedTest
	@ValueSource(classes = { PrimaryDecorator.class, NoCandidate.class, NoDefaultCandidate.class, FallbackTarget.class,
			ScopedDecorator.class, LazyDecorator.class })
	void theBeanThatIsInjectedByTypeServes(Class<?> configuration) throws Exception {
		try (Detection detection = new Detection(configuration)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.function("add").beanName()).isEqualTo("decorator");
			assertThat(detection.call("add", 1, 2)).isEqualTo(103);
		}
	}

	@Test
	void primaryBeanServesRegardlessOfTheOrderOfBeans() throws Exception {
		try (Detection detection = new Detection(Map.of(), (context) -> {
			context.registerBean("first", Adder.class);
			context.registerBean("second", Adder.class);
			context.registerBean("decorator", Decorator.class, () -> new Decorator(new Adder()),
					(definition) -> definition.setPrimary(true));
			context.registerBean("third", Adder.class);
		})) {
			assertThat(detection.call("add", 1, 2)).isEqualTo(103);
		}
	}

	@Test
	void servesWhatOnlyTheOtherBeanHas() throws Exception {
		try (Detection detection = new Detection(PrimaryFunctions.class)) {
			assertThat(detection.names()).containsExactly("own", "same");
			assertThat(detection.call("same")).isEqualTo("primary");
			assertThat(detection.call("own")).isEqualTo("other");
		}
	}

	@Test
	void refusesBeansOfWhichNoneGoesBeforeTheOther() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> new Detection(Equals.class))
			.withMessageContaining("Service 'sums' already has a function 'add'")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("@Primary", "@NoAmphoraFunctions"));
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detect(true));
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> detect(false));
	}

	private static Detection detect(boolean primary) {
		return new Detection(Map.of(), (context) -> {
			context.registerBean("first", Adder.class, (definition) -> definition.setPrimary(primary));
			context.registerBean("second", Adder.class, (definition) -> definition.setPrimary(primary));
			context.registerBean("fallback", Adder.class, (definition) -> definition.setFallback(true));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Excluded.class, ExcludedBeanMethod.class, ExcludedFactory.class, ExcludedScoped.class,
			ExcludedByOwnAnnotation.class, ExcludedLazy.class })
	void excludedBeansServeNothing(Class<?> component) {
		try (Detection detection = new Detection(component)) {
			assertThat(detection.names()).isEmpty();
		}
	}

	@Test
	void excludesABeanWhoseDefinitionIsReadFromAClassFile() {
		BeanDefinition configuration = BeanDefinitionBuilder.genericBeanDefinition(ExcludedLazy.class.getName())
			.getBeanDefinition();
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.registerBeanDefinition("configuration", configuration))) {
			assertThat(detection.context.containsBean("sums")).isTrue();
			assertThat(detection.names()).isEmpty();
		}
	}

	@Test
	void subclassesOfExcludedBeansServe() throws Exception {
		try (Detection detection = new Detection(HeirOfExcluded.class)) {
			assertThat(detection.call("add", 1, 2)).isEqualTo(3);
		}
	}

	static class Decorator implements Sums {

		private final Sums target;

		Decorator(Sums target) {
			this.target = target;
		}

		@Override
		public int add(int x, int y) {
			return 100 + this.target.add(x, y);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDecorator {

		@Bean
		Sums target() {
			return new Adder();
		}

		@Bean
		@Primary
		Sums decorator(@Qualifier("target") Sums target) {
			return new Decorator(target);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyDecorator {

		@Bean
		@Lazy
		@Primary
		Decorator decorator(@Qualifier("target") Sums target) {
			return new Decorator(target);
		}

		@Bean
		@Lazy
		Adder target() {
			return new Adder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedDecorator {

		@Bean
		@Primary
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		Decorator decorator(@Qualifier("target") Sums target) {
			return new Decorator(target);
		}

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Adder target() {
			return new Adder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoCandidate {

		@Bean(autowireCandidate = false)
		Adder target() {
			return new Adder();
		}

		@Bean
		Decorator decorator() {
			return new Decorator(target());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoDefaultCandidate {

		@Bean(defaultCandidate = false)
		Adder target() {
			return new Adder();
		}

		@Bean
		Decorator decorator(@Qualifier("target") Adder target) {
			return new Decorator(target);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallbackTarget {

		@Bean
		Decorator decorator(@Qualifier("target") Sums target) {
			return new Decorator(target);
		}

		@Bean
		@Fallback
		Adder target() {
			return new Adder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryFunctions {

		@Bean
		@Primary
		Functions first() {
			return new Functions("primary");
		}

		@Bean
		MoreFunctions second() {
			return new MoreFunctions("other");
		}

	}

	static class Functions {

		final String name;

		Functions(String name) {
			this.name = name;
		}

		@AmphoraFunction
		String same() {
			return this.name;
		}

	}

	static class MoreFunctions extends Functions {

		MoreFunctions(String name) {
			super(name);
		}

		@AmphoraFunction
		String own() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Equals {

		@Bean
		Adder first() {
			return new Adder();
		}

		@Bean
		Adder second() {
			return new Adder();
		}

	}

	@NoAmphoraFunctions
	static class Excluded extends Adder {

		@AmphoraFunction
		int own() {
			return 1;
		}

	}

	static class HeirOfExcluded extends Excluded {

	}

	@NoAmphoraFunctions
	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ExcludedScoped extends Adder {

	}

	@Client
	static class ExcludedByOwnAnnotation extends Adder {

	}

	@NoAmphoraFunctions
	@Retention(RetentionPolicy.RUNTIME)
	@interface Client {

	}

	@Configuration(proxyBeanMethods = false)
	static class ExcludedBeanMethod {

		@Bean
		@NoAmphoraFunctions
		Sums sums() {
			return new Adder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExcludedLazy {

		@Bean
		@Lazy
		@NoAmphoraFunctions
		Adder sums() {
			return new Adder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ExcludedFactory {

		@Bean
		@NoAmphoraFunctions
		FactoryBean<Adder> sums() {
			return new FactoryBean<>() {

				@Override
				public Adder getObject() {
					return new Adder();
				}

				@Override
				public Class<?> getObjectType() {
					return Adder.class;
				}

			};
		}

	}

}
