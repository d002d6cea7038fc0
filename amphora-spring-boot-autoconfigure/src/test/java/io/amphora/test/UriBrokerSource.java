package io.amphora.test;

import java.net.URISyntaxException;
import java.security.GeneralSecurityException;

import com.rabbitmq.client.ConnectionFactory;

/**
 * The broker that a person points at. It is shared with others and its virtual host is
 * used as it is, so tests keep apart by {@link TestBroker#uniqueName unique names} only.
 */
final class UriBrokerSource implements BrokerSource {

	@Override
	public BrokerAddress find() throws NoBrokerException {
		String uri = TestSettings.rabbitMqUri()
			.orElseThrow(() -> new NoBrokerException(TestSettings.RABBITMQ_URI + " is not set"));
		ConnectionFactory parsed = new ConnectionFactory();
		try {
			parsed.setUri(uri);
		}
		catch (URISyntaxException | GeneralSecurityException ex) {
			throw new IllegalArgumentException(TestSettings.RABBITMQ_URI + " is not an AMQP URI", ex);
		}
		return new BrokerAddress("the RabbitMQ of " + TestSettings.RABBITMQ_URI, true, parsed.getHost(),
				parsed.getPort(), parsed.getUsername(), parsed.getPassword(), parsed.getVirtualHost(), () -> {
				});
	}

}
