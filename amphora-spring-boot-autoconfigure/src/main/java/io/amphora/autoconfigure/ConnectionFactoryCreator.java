package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.List;

import com.rabbitmq.client.ConnectionFactory;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Makes a connection factory from connection details and properties.
 */
final class ConnectionFactoryCreator {

	/** What the RabbitMQ client accepts without being told otherwise. */
	private static final DataSize USUAL_INBOUND_SIZE = DataSize.ofMegabytes(64);

	private final AmphoraConnectionDetails details;

	private final AmphoraProperties properties;

	private final ConfiguredValues values = new ConfiguredValues("amphora");

	ConnectionFactoryCreator(AmphoraConnectionDetails details, AmphoraProperties properties) {
		this.details = details;
		this.properties = properties;
	}

	CachingConnectionFactory create(String connectionName, List<AmphoraConnectionFactoryCustomizer> customizers) {
		ConnectionFactory client = client();
		customizers.forEach((customizer) -> customizer.customize(client));
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(client);
		connectionFactory.setAddresses(
				this.details.getAddresses().stream().map(AmphoraConnectionDetails.Address::toString).toList());
		connectionFactory.setConnectionNameStrategy((ignored) -> connectionName);
		connectionFactory.setCloseTimeout(client.getConnectionTimeout());
		return connectionFactory;
	}

	private ConnectionFactory client() {
		ConnectionFactory client = new ConnectionFactory();
		client.setAutomaticRecoveryEnabled(false);
		client.setThreadFactory(new CustomizableThreadFactory("amphora-connection-"));
		PropertyMapper map = PropertyMapper.get();
		AmphoraConnectionDetails.Address first = this.details.getAddresses().get(0);
		client.setHost(first.host());
		client.setPort(first.port());
		map.from(this.details::getUsername).to(client::setUsername);
		map.from(this.details::getPassword).to(client::setPassword);
		map.from(this.details::getVirtualHost).to(client::setVirtualHost);
		map.from(this.details::getSslBundle).to((bundle) -> encrypt(client, bundle));
		this.values.set("requested-heartbeat", this.properties.requestedHeartbeat(),
				(heartbeat) -> client.setRequestedHeartbeat(seconds(heartbeat)));
		this.values.set("connection-timeout", this.properties.connectionTimeout(),
				(timeout) -> client.setConnectionTimeout(milliseconds(timeout)));
		this.values.set("serializer.max-body", this.properties.serializer().maxBody(),
				(size) -> client.setMaxInboundMessageBodySize(inboundSize(size)));
		return client;
	}

	private static void encrypt(ConnectionFactory client, SslBundle bundle) {
		client.useSslProtocol(bundle.createSslContext());
		client.enableHostnameVerification();
	}

	private static int seconds(Duration heartbeat) {
		long seconds = heartbeat.toSeconds();
		Assert.isTrue(heartbeat.equals(Duration.ofSeconds(seconds)) && seconds >= 0 && seconds <= 65_535,
				"It must be whole seconds, 65535 at most.");
		return (int) seconds;
	}

	private static int milliseconds(Duration timeout) {
		Assert.isTrue(timeout.toMillis() > 0 && timeout.toMillis() <= Integer.MAX_VALUE,
				"It must be longer than zero and shorter than 25 days.");
		return (int) timeout.toMillis();
	}

	/** Larger messages than the client accepts would end the connection. */
	private static int inboundSize(DataSize maxBody) {
		Assert.isTrue(maxBody.toBytes() <= Integer.MAX_VALUE, "It must be less than 2GB.");
		return (int) Math.max(maxBody.toBytes(), USUAL_INBOUND_SIZE.toBytes());
	}

}
