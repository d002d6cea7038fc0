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

package io.amphora.docs.security;

import java.util.List;
import java.util.Map;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of {@code docs/security.md}.
 */
class SecurityIntegrationTests {

	private static ConfigurableApplicationContext application;

	private static AmphoraClient shop;

	private static AmphoraClient stranger;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("amphora.embedded.enabled=true", "amphora.server.service-name=shop",
					"amphora.server.security.user-id=true", "amphora.server.errors.include-message=annotated",
					"amphora.clients.shop.send-user-id=true", "amphora.clients.stranger.service-name=shop")
			.run();
		shop = application.getBean("shop", AmphoraClient.class);
		stranger = application.getBean("stranger", AmphoraClient.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void argumentsAreValidated() {
		assertThat(shop.call("order", int.class, "Ada", List.of(Map.of("article", "lamp", "count", 2)))).isEqualTo(2);
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> shop.call("order", int.class, " ",
					List.of(Map.of("article", "a secret lamp", "count", -1234567))))
			.satisfies((ex) -> assertThat(ex)
				.hasMessageContaining("Function 'order' received invalid arguments: 'customer' must not be blank,"
						+ " 'lines[0].count' must be greater than 0")
				.hasMessageNotContaining("1234567")
				.hasMessageNotContaining("secret"));
	}

	@Test
	void callersAreKnown() {
		assertThat(shop.call("clear", String.class)).isEqualTo("cleared by guest");
	}

	@Test
	void strangersAreDenied() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> stranger.call("clear", String.class))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("AccessDenied");
				assertThat(ex.args()).containsExactly("The caller may not call function 'clear' of service 'shop'");
			});
	}

	@Test
	void messagesOfAnnotatedExceptionsAreSent() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> shop.call("take", int.class, 5))
			.withMessageContaining("OutOfStock: There are not 5 left");
	}

	@Test
	void messagesOfOtherExceptionsAreNot() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> shop.call("take", int.class, 500))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("IllegalStateException");
				assertThat(ex.args()).isEmpty();
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableMethodSecurity
	@Import({ OrderFunctions.class, StockFunctions.class, Callers.class })
	static class Application {

	}

}
