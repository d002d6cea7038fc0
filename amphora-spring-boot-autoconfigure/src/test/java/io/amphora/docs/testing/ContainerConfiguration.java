package io.amphora.docs.testing;

// tag::container[]
import org.testcontainers.rabbitmq.RabbitMQContainer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

@TestConfiguration(proxyBeanMethods = false)
class ContainerConfiguration {

	@Bean
	@ServiceConnection
	RabbitMQContainer rabbitMq() {
		return new RabbitMQContainer("rabbitmq:4-management");
	}

}
// end::container[]
