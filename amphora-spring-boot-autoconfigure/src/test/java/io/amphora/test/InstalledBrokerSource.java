package io.amphora.test;

/**
 * The RabbitMQ that is installed on this machine, started as a node of our own beside the
 * one that may be running.
 */
final class InstalledBrokerSource implements BrokerSource {

	@Override
	public BrokerAddress find() throws NoBrokerException {
		if (!PrivateRabbitMqNode.isInstalled()) {
			throw new NoBrokerException(PrivateRabbitMqNode.NOT_INSTALLED);
		}
		PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();
		try {
			node.start();
		}
		catch (RuntimeException ex) {
			node.close();
			throw new NoBrokerException("the installed rabbitmq-server does not start", ex);
		}
		return new BrokerAddress("a private node of " + node.version(), true, node.host(), node.port(), "guest",
				"guest", "/", node);
	}

}
