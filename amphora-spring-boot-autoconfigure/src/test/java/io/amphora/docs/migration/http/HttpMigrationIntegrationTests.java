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
