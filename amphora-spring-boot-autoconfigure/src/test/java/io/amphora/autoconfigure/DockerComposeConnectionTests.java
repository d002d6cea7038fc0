package io.amphora.autoconfigure;

import java.util.Map;

import io.amphora.autoconfigure.AmphoraConnectionDetails.Address;
import org.junit.jupiter.api.Test;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for a broker that Docker Compose runs. No engine is needed: Spring Boot's own
 * factory makes the connection details of a service that is said to run.
 */
class DockerComposeConnectionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class));

	@Test
	void connectsToTheServiceOfTheComposeFile() {
		this.contextRunner.withBean(RabbitConnectionDetails.class, DockerComposeConnectionTests::details)
			.run((context) -> {
				AmphoraConnectionDetails details = context.getBean(AmphoraConnectionDetails.class);
				assertThat(details.getAddresses()).containsExactly(new Address("docker.example.org", 49_153));
				assertThat(details.getUsername()).isEqualTo("alice");
				assertThat(details.getPassword()).isEqualTo("secret");
				assertThat(details.getVirtualHost()).isEqualTo("/");
				assertThat(details.getSslBundle()).isNull();
			});
	}

	@Test
	void propertiesOfAmphoraComeFirst() {
		this.contextRunner.withBean(RabbitConnectionDetails.class, DockerComposeConnectionTests::details)
			.withPropertyValues("amphora.host=rabbit")
			.run((context) -> assertThat(context.getBean(AmphoraConnectionDetails.class).getAddresses())
				.containsExactly(new Address("rabbit", 5672)));
	}

	private static RabbitConnectionDetails details() {
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		RunningService service = service();
		given(source.getRunningService()).willReturn(service);
		Map<Class<?>, ?> details = new ConnectionDetailsFactories(RunningService.class.getClassLoader())
			.getConnectionDetails(source, true);
		return (RabbitConnectionDetails) details.get(RabbitConnectionDetails.class);
	}

	private static RunningService service() {
		RunningService service = mock(RunningService.class);
		ConnectionPorts ports = mock(ConnectionPorts.class);
		given(ports.get(5672)).willReturn(49_153);
		given(service.image()).willReturn(ImageReference.of("rabbitmq:4-management"));
		given(service.host()).willReturn("docker.example.org");
		given(service.ports()).willReturn(ports);
		given(service.env()).willReturn(Map.of("RABBITMQ_DEFAULT_USER", "alice", "RABBITMQ_DEFAULT_PASS", "secret"));
		return service;
	}

}
