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

package io.amphora.docs;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.RemoteException;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer;
import io.amphora.client.AmphoraClient;
import io.amphora.server.interceptor.ServerInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of {@code docs/interceptors.md}.
 */
class InterceptorIntegrationTests {

	private static ConfigurableApplicationContext run(Class<?>... sources) {
		return application(sources).run();
	}

	private static SpringApplicationBuilder application(Class<?>... sources) {
		return new SpringApplicationBuilder(Application.class).sources(sources)
			.web(WebApplicationType.NONE)
			.properties("amphora.embedded.enabled=true", "amphora.server.service-name=simplemath",
					"amphora.clients.simplemath.timeout=20s");
	}

	@Test
	void interceptorBeansSeeAllCalls() {
		try (ConfigurableApplicationContext application = run(TenantHeader.class, TenantCheck.class, CallLog.class)) {
			AmphoraClient client = application.getBean(AmphoraClient.class);
			assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(application.getBean(CallLog.class).lines()).containsExactly("add returned");
		}
	}

	@Test
	void interceptorCallsAFunctionItself() {
		try (ConfigurableApplicationContext application = application(TokenHeader.class, Tokens.class)
			.properties("amphora.clients.auth.timeout=20s")
			.run()) {
			AmphoraClient client = application.getBean("simplemath", AmphoraClient.class);
			assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(application.getBean(Tokens.class).last).hasValue("add with secret");
		}
	}

	@Test
	void interceptorRefusesACall() {
		try (ConfigurableApplicationContext application = run(TenantCheck.class, CallLog.class)) {
			AmphoraClient client = application.getBean(AmphoraClient.class);
			assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> client.call("add", int.class, 2, 3))
				.withMessage("WrongTenant: 'add' is for blue only");
			assertThat(application.getBean(CallLog.class).lines()).containsExactly("add failed");
		}
	}

	@Test
	void customizerGivesAnInterceptorToOneServer() {
		try (ConfigurableApplicationContext application = run(Customized.class)) {
			application.getBean(AmphoraClient.class).call("add", int.class, 2, 3);
			assertThat(application.getBean(Customized.class).lastResult).hasValue(5);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MathFunctions.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Tokens {

		private final AtomicReference<String> last = new AtomicReference<>();

		@AmphoraFunction(service = "auth")
		String token() {
			return "secret";
		}

		@Bean
		ServerInterceptor tokenLog() {
			return (call, chain) -> {
				this.last.set(call.context().function() + " with " + call.properties().getHeaders().get("token"));
				return chain.proceed(call);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		private final AtomicReference<Object> lastResult = new AtomicReference<>();

		private void log(Object result) {
			this.lastResult.set(result);
		}

		// tag::customizer[]
		@Bean
		AmphoraServerBuilderCustomizer resultLog() {
			ServerInterceptor interceptor = (call, chain) -> {
				Object result = chain.proceed(call);
				if (result instanceof CompletionStage<?> stage) {
					return stage.whenComplete((value, failure) -> log(value));
				}
				log(result);
				return result;
			};
			return (builder, service) -> {
				if (service.equals("simplemath")) {
					builder.interceptor(interceptor);
				}
			};
		}
		// end::customizer[]

	}

}
