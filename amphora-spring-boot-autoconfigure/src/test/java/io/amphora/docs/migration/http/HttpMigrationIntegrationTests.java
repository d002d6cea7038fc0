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

package io.amphora.docs.migration.http;

import io.amphora.docs.SnippetBroker;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code after the move from an HTTP interface client.
 */
class HttpMigrationIntegrationTests {

	@Test
	void contractReachesTheBeanThatImplementsIt() {
		try (SnippetBroker broker = new SnippetBroker();
				ConfigurableApplicationContext server = start(Server.class, broker);
				ConfigurableApplicationContext caller = start(Caller.class, broker)) {
			assertThat(server.getBean(StoredStocks.class).stock("SKU-1")).isEqualTo(5);
			assertThat(caller.getBean(Stocks.class).stock("SKU-1")).isEqualTo(5);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> application, SnippetBroker broker) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(broker.properties())
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(StoredStocks.class)
	static class Server {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(StocksConfiguration.class)
	static class Caller {

	}

}
