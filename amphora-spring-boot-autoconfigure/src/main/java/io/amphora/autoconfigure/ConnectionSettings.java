package io.amphora.autoconfigure;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.RetryPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.env.Environment;

/**
 * What the properties say of a connection.
 *
 * @param name its name, or {@code null} for the default connection
 * @param properties the properties
 */
record ConnectionSettings(@Nullable String name, AmphoraConnectionProperties properties) {

	private static final String DEFAULT_PREFIX = "amphora";

	/** What the names of the properties begin with. */
	String prefix() {
		return (this.name != null) ? AmphoraProperties.CONNECTIONS + "." + this.name : DEFAULT_PREFIX;
	}

	String property(String key) {
		return prefix() + "." + key;
	}

	/** What the broker's management calls the connection. */
	String connectionName(Environment environment) {
		if (this.properties.connectionName() != null) {
			return this.properties.connectionName();
		}
		String application = environment.getProperty("spring.application.name", "amphora");
		return (this.name != null) ? application + "-" + this.name : application;
	}

	BrokerTransport transport(ConnectionFactory connectionFactory) {
		if (this.properties.failFast()) {
			BrokerUnreachableException.throwUnlessReachable(connectionFactory, prefix());
		}
		return new BrokerTransport(connectionFactory, retryPolicy(), this.name);
	}

	private RetryPolicy retryPolicy() {
		AmphoraRetryProperties retry = this.properties.retry();
		ConfiguredValues values = new ConfiguredValues(property("retry"));
		values.set("initial-interval", retry.initialInterval(), (initial) -> new RetryPolicy(initial, initial));
		values.set("max-interval", retry.maxInterval(), (max) -> new RetryPolicy(retry.initialInterval(), max));
		return new RetryPolicy(retry.initialInterval(), retry.maxInterval());
	}

}
