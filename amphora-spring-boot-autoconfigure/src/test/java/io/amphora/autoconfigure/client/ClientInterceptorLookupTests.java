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

package io.amphora.autoconfigure.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.annotation.TunesFunction;
import io.amphora.autoconfigure.Contexts;
import io.amphora.client.AmphoraClient;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.client.routing.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for interceptors and tuners that are looked up at the first call.
 */
class ClientInterceptorLookupTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withBean("impatient", AmphoraClientBuilderCustomizer.class,
				() -> (builder, service) -> builder.gracePeriod(Duration.ofMillis(1)));

	@ParameterizedTest
	@ValueSource(classes = { InterceptorWithClient.class, TunerWithClient.class })
	void interceptorsAndTunersMayNeedClients(Class<?> configuration) {
		this.contextRunner.withPropertyValues("amphora.clients.auth=", "amphora.clients.math=")
			.withUserConfiguration(configuration)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean("math", AmphoraClient.class).defer("add", int.class);
				context.getBean("auth", AmphoraClient.class).defer("add", int.class);
				assertThat(context.getBean(Seen.class).lines()).containsExactly("of auth", "of auth");
			});
	}

	@Test
	void interceptorMayNeedTheOnlyClientThatAnotherBeanNeedsFirst() {
		this.contextRunner.withPropertyValues("amphora.clients.auth=")
			.withUserConfiguration(SingleConsumer.class, InterceptorWithClient.class)
			.withBean("another", ClientInterceptor.class, () -> (call) -> call.headers().put("x", "y"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(AmphoraClient.class).defer("add", int.class);
				assertThat(context.getBean(Seen.class).lines()).containsExactly("of auth");
			});
	}

	@Test
	void customizersChangeTheInterceptorsOfTheApplication() {
		this.contextRunner.withPropertyValues("amphora.clients.auth=", "amphora.clients.math=")
			.withUserConfiguration(InterceptorWithClient.class)
			.withBean("remover", AmphoraClientBuilderCustomizer.class, () -> (builder, service) -> {
				if (service.equals("math")) {
					builder.interceptors(List::clear);
				}
			})
			.run((context) -> {
				context.getBean("math", AmphoraClient.class).defer("add", int.class);
				assertThat(context.getBean(Seen.class).lines()).isEmpty();
				context.getBean("auth", AmphoraClient.class).defer("add", int.class);
				assertThat(context.getBean(Seen.class).lines()).hasSize(1);
			});
	}

	@Test
	void interceptorsThatCannotBeLookedUpFailTheCallAndAreLookedUpAgain() {
		AtomicInteger attempts = new AtomicInteger();
		List<String> seen = new ArrayList<>();
		this.contextRunner.run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClientFactory.class)
				.create("math", (builder) -> builder.interceptors((given) -> {
					if (attempts.incrementAndGet() < 4) {
						throw new IllegalStateException("no luck");
					}
					given.add((call) -> seen.add(call.function()));
				}));
			assertThat(attempts).hasValue(0);
			assertThatIllegalStateException().isThrownBy(() -> client.call("add", int.class)).withMessage("no luck");
			assertThat(client.defer("add", int.class)).isCompletedExceptionally();
			assertThat(client.function("add").send()).isCompletedExceptionally();
			assertThat(client.statistics().pending()).isZero();
			client.defer("add", int.class);
			client.defer("add", int.class);
			assertThat(seen).containsExactly("add", "add");
			assertThat(attempts).hasValue(4);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class SingleConsumer {

		@Bean
		String service(AmphoraClient client) {
			return client.service();
		}

	}

	record Seen(List<String> lines) {
	}

	@Configuration(proxyBeanMethods = false)
	static class InterceptorWithClient {

		@Bean
		Seen seen() {
			return new Seen(new ArrayList<>());
		}

		@Bean
		ClientInterceptor interceptor(@Qualifier("auth") AmphoraClient auth, Seen seen) {
			return (call) -> seen.lines().add("of " + auth.service());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TunerWithClient {

		@Bean
		Seen seen() {
			return new Seen(new ArrayList<>());
		}

		@Bean
		@TunesFunction(function = "add")
		FunctionTuner tuner(@Qualifier("auth") AmphoraClient auth, Seen seen) {
			return (args, kwargs) -> {
				seen.lines().add("of " + auth.service());
				return new Tuning("key");
			};
		}

	}

}
