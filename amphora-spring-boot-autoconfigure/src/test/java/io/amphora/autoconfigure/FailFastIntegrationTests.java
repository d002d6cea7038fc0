package io.amphora.autoconfigure;

import io.amphora.autoconfigure.BrokerUnreachableException.Mistake;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that shall not start without a broker.
 */
@BrokerTest
class FailFastIntegrationTests {

	private final ApplicationContextRunner contextRunner;

	private final String refusal;

	FailFastIntegrationTests(TestBroker broker) {
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class))
			.withPropertyValues(broker.properties());
		this.refusal = broker.rabbitMq() ? "ACCESS_REFUSED" : "Authentication failed";
	}

	@Test
	void startsIfThereIsABroker() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(BrokerTransport.class));
	}

	@Test
	void tellsThatTheLoginIsRefused() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true", "amphora.password=wrong")
			.run((context) -> assertThat(unreachable(context.getStartupFailure()))
				.returns(Mistake.LOGIN, BrokerUnreachableException::mistake)
				.hasMessageContaining("Amphora cannot log in to the broker")
				.hasMessageContaining(this.refusal));
		this.contextRunner.withPropertyValues("amphora.password=wrong")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void tellsThatThereIsNoSuchVirtualHost() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true", "amphora.virtual-host=nowhere")
			.run((context) -> assertThat(unreachable(context.getStartupFailure()))
				.returns(Mistake.VIRTUAL_HOST, BrokerUnreachableException::mistake)
				.hasMessageContaining("Amphora cannot use the virtual host of the broker")
				.hasMessageContaining("nowhere"));
	}

	private static BrokerUnreachableException unreachable(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof BrokerUnreachableException)) {
			cause = cause.getCause();
		}
		return (BrokerUnreachableException) cause;
	}

}
