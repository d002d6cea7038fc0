package io.amphora.autoconfigure.connection;

import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link ConnectionFactory} of Amphora's connections to fine-tune its auto-configuration.
 */
@FunctionalInterface
public interface AmphoraConnectionFactoryCustomizer {

	/**
	 * Customize the connection factory of any connection, after the properties were
	 * applied.
	 * @param connectionFactory the connection factory of the RabbitMQ client
	 */
	void customize(ConnectionFactory connectionFactory);

	/**
	 * Customize the connection factory of one of several connections, after the
	 * properties were applied. By default, all connections are customized in the same
	 * way.
	 * @param connectionFactory the connection factory of the RabbitMQ client
	 * @param connection the name of the connection, or {@code null} for the default one
	 */
	default void customize(ConnectionFactory connectionFactory, @Nullable String connection) {
		customize(connectionFactory);
	}

}
