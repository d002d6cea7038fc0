package io.amphora.autoconfigure;

import com.rabbitmq.client.ConnectionFactory;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link ConnectionFactory} of Amphora's connections to fine-tune its auto-configuration.
 */
@FunctionalInterface
public interface AmphoraConnectionFactoryCustomizer {

	/**
	 * Customize the connection factory, after the properties were applied.
	 * @param connectionFactory the connection factory of the RabbitMQ client
	 */
	void customize(ConnectionFactory connectionFactory);

}
