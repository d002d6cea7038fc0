package io.amphora.autoconfigure.test;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;
import org.testcontainers.rabbitmq.RabbitMQContainer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications whose broker is a container.
 */
@BrokerTest
class ServiceConnectionIntegrationTests {

	private static TestBroker broker;

	ServiceConnectionIntegrationTests(TestBroker given) {
		broker = given;
	}

	@Test
	void connectsToAContainer() {
		String service = broker.uniqueName("simplemath");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("amphora.server.service-name=" + service, "amphora.clients.client=" + service)
			.run()) {
			assertThat(context.getBean(AmphoraConnectionDetails.class).getAddresses()).singleElement()
				.hasToString(broker.host() + ":" + broker.port());
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@ServiceConnection
		RabbitMQContainer rabbitMq() {
			return new RunningContainer(broker);
		}

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

}
