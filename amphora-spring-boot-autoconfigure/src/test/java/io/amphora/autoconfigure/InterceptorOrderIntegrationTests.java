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

package io.amphora.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer;
import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for interceptors that are beans.
 */
@BrokerTest
class InterceptorOrderIntegrationTests {

	private final TestBroker broker;

	InterceptorOrderIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void beansInterceptInTheirOrderAndBeforeCustomizersAndCode() {
		String service = this.broker.uniqueName("interceptors");
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(this.broker.properties())
			.properties("amphora.server.service-name=" + service)
			.run()) {
			List<String> steps = application.getBean(Application.class).steps;
			try (AmphoraClient client = application.getBean(AmphoraClientFactory.class)
				.create(service, (builder) -> builder.interceptor((call) -> steps.add("client code")))) {
				client.call("ping", String.class);
			}
			assertThat(steps).containsExactly("client first", "client last", "client customizer", "client code",
					"server first", "server last", "server customizer");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<String> steps = new CopyOnWriteArrayList<>();

		@AmphoraFunction
		void ping() {
		}

		@Bean
		@Order(2)
		ClientInterceptor lastOfClients() {
			return (call) -> this.steps.add("client last");
		}

		@Bean
		ClientInterceptor firstOfClients() {
			return new OrderedInterceptor(this.steps);
		}

		@Bean
		AmphoraClientBuilderCustomizer clientCustomizer() {
			return (builder, service) -> builder.interceptor((call) -> this.steps.add("client customizer"));
		}

		@Bean
		@Order(2)
		ServerInterceptor lastOfServers() {
			return server("server last");
		}

		@Bean
		@Order(1)
		ServerInterceptor firstOfServers() {
			return server("server first");
		}

		@Bean
		AmphoraServerBuilderCustomizer serverCustomizer() {
			return (builder, service) -> builder.interceptor(server("server customizer"));
		}

		private ServerInterceptor server(String name) {
			return (call, chain) -> {
				this.steps.add(name);
				return chain.proceed(call);
			};
		}

	}

	record OrderedInterceptor(List<String> steps) implements ClientInterceptor, Ordered {

		@Override
		public void intercept(ClientCall call) {
			this.steps.add("client first");
		}

		@Override
		public int getOrder() {
			return 1;
		}

	}

}
