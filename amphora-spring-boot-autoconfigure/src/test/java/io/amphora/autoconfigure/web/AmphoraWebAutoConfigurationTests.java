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

package io.amphora.autoconfigure.web;

import java.time.Duration;

import io.amphora.AmphoraException;
import io.amphora.RemoteException;
import io.amphora.web.AmphoraExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AmphoraWebAutoConfiguration}.
 */
class AmphoraWebAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraWebAutoConfiguration.class));

	@Test
	void controllersOfAWebApplicationAreAdvised() {
		this.contextRunner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/")).hasStatus(HttpStatus.BAD_GATEWAY));
	}

	@Test
	void controllersOfAReactiveApplicationAreAdvised() {
		reactive(ReactiveApplication.class).run((context) -> assertThat(status(context)).isEqualTo(502));
		reactive(ReactiveApplication.class).withBean(GeneralAdvice.class)
			.run((context) -> assertThat(status(context)).isEqualTo(429));
		reactive(ReactiveApplication.class).withPropertyValues("amphora.web.problem-details.enabled=false")
			.run((context) -> assertThat(status(context)).isEqualTo(500));
	}

	@Test
	void backsOffIfAReactiveApplicationHasAHandler() {
		reactive(OwnHandler.class)
			.run((context) -> assertThat(context).hasSingleBean(AmphoraExceptionHandler.class).hasBean("ownHandler"));
	}

	private static ReactiveWebApplicationContextRunner reactive(Class<?> configuration) {
		return new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraWebAutoConfiguration.class))
			.withUserConfiguration(configuration);
	}

	private static int status(ApplicationContext context) {
		return WebTestClient.bindToApplicationContext(context)
			.configureClient()
			.responseTimeout(Duration.ofSeconds(30))
			.build()
			.get()
			.uri("/")
			.exchange()
			.returnResult(String.class)
			.getStatus()
			.value();
	}

	@Test
	void applicationWithSpringMvcAndSpringWebFluxIsAServletApplication() {
		assertThat(new SpringApplication(Application.class).getWebApplicationType())
			.isEqualTo(WebApplicationType.SERVLET);
	}

	@Test
	void adviceOfTheApplicationGoesFirst() {
		this.contextRunner.withUserConfiguration(Application.class)
			.withBean(GeneralAdvice.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/"))
				.hasStatus(HttpStatus.TOO_MANY_REQUESTS));
	}

	@Test
	void backsOffIfTheApplicationHasAHandler() {
		this.contextRunner.withUserConfiguration(OwnHandler.class)
			.run((context) -> assertThat(context).hasSingleBean(AmphoraExceptionHandler.class).hasBean("ownHandler"));
	}

	@Test
	void subclassChangesTheResponse() {
		this.contextRunner.withUserConfiguration(Application.class, ConflictHandler.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/")).hasStatus(HttpStatus.CONFLICT));
		reactive(ReactiveApplication.class).withUserConfiguration(ConflictHandler.class)
			.run((context) -> assertThat(status(context)).isEqualTo(409));
	}

	@ParameterizedTest
	@ValueSource(classes = { GeneralAdvice.class, AdviceForCause.class })
	void subclassLeavesExceptionsToAdvicesThatAreRegisteredAfterIt(Class<?> advice) {
		this.contextRunner.withUserConfiguration(Application.class, ConflictHandler.class, advice)
			.withPropertyValues("wrapped=" + (advice == AdviceForCause.class))
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/"))
				.hasStatus(HttpStatus.TOO_MANY_REQUESTS));
		reactive(ReactiveApplication.class).withUserConfiguration(ConflictHandler.class, advice)
			.withPropertyValues("wrapped=" + (advice == AdviceForCause.class))
			.run((context) -> assertThat(status(context)).isEqualTo(429));
	}

	@Test
	void adviceOfAnotherAutoConfigurationGoesFirst() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(LaterAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/"))
				.hasStatus(HttpStatus.TOO_MANY_REQUESTS));
	}

	@Test
	void isOffIfAPropertySaysSo() {
		this.contextRunner.withPropertyValues("amphora.web.problem-details.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AmphoraExceptionHandler.class));
		this.contextRunner.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AmphoraExceptionHandler.class));
	}

	@Test
	void isOffWithoutAWebApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AmphoraWebAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraExceptionHandler.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(RestControllerAdvice.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraExceptionHandler.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Application {

		@Bean
		FailingController controller(Environment environment) {
			return new FailingController(environment.getProperty("wrapped", Boolean.class, false));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class ReactiveApplication {

		@Bean
		FailingController controller(Environment environment) {
			return new FailingController(environment.getProperty("wrapped", Boolean.class, false));
		}

	}

	@RestController
	static class FailingController {

		private final boolean wrapped;

		FailingController(boolean wrapped) {
			this.wrapped = wrapped;
		}

		@GetMapping("/")
		String fail() {
			RemoteException failure = new RemoteException("OutOfStock");
			throw this.wrapped ? new IllegalStateException(failure) : failure;
		}

	}

	@RestControllerAdvice
	static class AdviceForCause {

		@ExceptionHandler
		@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
		void handle(IllegalStateException failure) {
		}

	}

	@RestControllerAdvice
	static class GeneralAdvice {

		@ExceptionHandler
		@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
		void handle(AmphoraException failure) {
		}

	}

	@AutoConfiguration
	static class LaterAutoConfiguration {

		@Bean
		GeneralAdvice generalAdvice() {
			return new GeneralAdvice();
		}

	}

	static class ConflictHandler extends AmphoraExceptionHandler {

		@Override
		protected ProblemDetail toProblemDetail(AmphoraException failure) {
			return ProblemDetail.forStatus(HttpStatus.CONFLICT);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHandler {

		@Bean
		AmphoraExceptionHandler ownHandler() {
			return new AmphoraExceptionHandler();
		}

	}

}
