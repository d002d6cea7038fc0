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

import java.lang.reflect.Proxy;
import java.util.Map;

import io.amphora.annotation.NoAmphoraFunctions;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.contract.AmphoraContracts;
import io.amphora.function.Sums.Adder;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

/**
 * Tests for beans of a contract whose class is hidden or none at all.
 */
class ContractBeanTests {

	@Test
	void servesLambdas() throws Exception {
		try (Detection detection = new Detection(Lambdas.class)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.call("add", 1, 2)).isEqualTo(3);
		}
	}

	@Test
	void servesThroughProxies() throws Exception {
		try (Detection detection = new Detection(Proxies.class)) {
			assertThat(detection.namesWithServices()).containsExactly("sums/add");
			assertThat(detection.call("add", 1, 2)).isEqualTo(30);
		}
	}

	@Test
	void takesTypedClientsForNoFunctions() {
		try (Detection detection = new Detection(TypedClients.class)) {
			assertThat(detection.context.getBeansOfType(Sums.class)).hasSize(3);
			assertThat(detection.names()).isEmpty();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOfBeansOfWhichOnlyTheContractIsKnown(CapturedOutput output) {
		try (Detection detection = new Detection(Hidden.class)) {
			assertThat(detection.names()).isEmpty();
			assertThat(output).containsOnlyOnce("These beans serve no functions")
				.contains("'lazySums' (io.amphora.function.Sums)", "'prototypeSums' (", "'scopedSums' (")
				.doesNotContain("'excludedSums'");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void doesNotWarnOfBeansThatExist(CapturedOutput output) {
		try (Detection detection = new Detection(Lambdas.class)) {
			assertThat(detection.names()).isNotEmpty();
			assertThat(output).doesNotContain("These beans serve no functions");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void doesNotWarnOfTypedClientsThatDoNotExistYet(CapturedOutput output) {
		try (Detection detection = new Detection(LazyClients.class)) {
			assertThat(detection.names()).isEmpty();
			assertThat(output).doesNotContain("These beans serve no functions");
		}
	}

	@Test
	void takesMocksOfContractsForNoFunctions() {
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.getBeanFactory().registerSingleton("mock", mock(Sums.class)))) {
			assertThat(detection.names()).isEmpty();
		}
	}

	@Test
	void servesMocksAndSpiesOfImplementations() throws Exception {
		Adder mock = mock(Adder.class);
		given(mock.add(1, 2)).willReturn(30);
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.getBeanFactory().registerSingleton("mock", mock))) {
			assertThat(detection.call("add", 1, 2)).isEqualTo(30);
		}
		try (Detection detection = new Detection(Map.of(),
				(context) -> context.getBeanFactory().registerSingleton("spy", spy(new Adder())))) {
			assertThat(detection.call("add", 1, 2)).isEqualTo(3);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Lambdas {

		@Bean
		Sums sums() {
			return (x, y) -> x + y;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		Sums sums() {
			ProxyFactory factory = new ProxyFactory(new Adder());
			factory.addAdvice((MethodInterceptor) (invocation) -> 10 * (int) invocation.proceed());
			return (Sums) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TypedClients {

		@Bean
		Sums client() {
			return (Sums) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Sums.class },
					(proxy, method, arguments) -> 0);
		}

		@Bean
		@Lazy
		Sums lazyClient() {
			return client();
		}

		@Bean
		Sums advisedClient() {
			ProxyFactory factory = new ProxyFactory(client());
			factory.addAdvice((MethodInterceptor) (invocation) -> invocation.proceed());
			return (Sums) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyClients {

		@Bean
		@Lazy
		Sums ofClient(AmphoraClient client) {
			return AmphoraContracts.create(Sums.class, client);
		}

		@Bean
		@Lazy
		Sums ofProvider(String unused, ObjectProvider<AmphoraFanoutClient> clients) {
			return AmphoraContracts.create(Sums.class, clients.getObject());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hidden {

		@Bean
		@Lazy
		Sums lazySums() {
			return new Adder();
		}

		@Bean
		@Scope("prototype")
		Sums prototypeSums(ObjectProvider<Adder> adders) {
			return new Adder();
		}

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		Sums scopedSums() {
			return new Adder();
		}

		@Bean
		@Lazy
		@NoAmphoraFunctions
		Sums excludedSums() {
			return new Adder();
		}

	}

}
