package io.amphora.autoconfigure.test;

import io.amphora.test.TestBroker;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * A container as Testcontainers has it, but for the engine: in its place is the broker of
 * the tests, which needs none.
 */
final class RunningContainer extends RabbitMQContainer {

	private final TestBroker broker;

	RunningContainer(TestBroker broker) {
		super("rabbitmq:4-management");
		this.broker = broker;
		withEnv("RABBITMQ_DEFAULT_VHOST", broker.virtualHost());
	}

	@Override
	public void start() {
	}

	@Override
	public boolean isRunning() {
		return true;
	}

	@Override
	public String getAmqpUrl() {
		return "amqp://" + this.broker.host() + ":" + this.broker.port();
	}

	@Override
	public String getAdminUsername() {
		return this.broker.username();
	}

	@Override
	public String getAdminPassword() {
		return this.broker.password();
	}

	@Override
	public void stop() {
	}

}
