package io.amphora.autoconfigure;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.RetryPolicy;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for Amphora's connections to the broker,
 * which leaves those of Spring Boot's own RabbitMQ support alone.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraProperties.class)
public final class AmphoraConnectionAutoConfiguration {

	static final String CONNECTION_FACTORY = "amphoraConnectionFactory";

	@Bean
	@ConditionalOnMissingBean
	AmphoraConnectionDetails amphoraConnectionDetails(AmphoraProperties properties, BeanFactory beanFactory) {
		if (!PropertiesAmphoraConnectionDetails.arePresentIn(properties)) {
			AmphoraConnectionDetails details = RabbitMqConnectionDetails.find(beanFactory,
					ClassUtils.getDefaultClassLoader());
			if (details != null) {
				return details;
			}
		}
		return new PropertiesAmphoraConnectionDetails(properties);
	}

	@Bean(name = CONNECTION_FACTORY, defaultCandidate = false)
	@Conditional(OnMissingAmphoraConnectionFactory.class)
	CachingConnectionFactory amphoraConnectionFactory(AmphoraConnectionDetails details, AmphoraProperties properties,
			Environment environment, ObjectProvider<AmphoraConnectionFactoryCustomizer> customizers) {
		String connectionName = (properties.connectionName() != null) ? properties.connectionName()
				: environment.getProperty("spring.application.name", "amphora");
		return new ConnectionFactoryCreator(details, properties).create(connectionName,
				customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	BrokerTransport amphoraTransport(@Qualifier(CONNECTION_FACTORY) ConnectionFactory connectionFactory,
			AmphoraProperties properties) {
		return new BrokerTransport(connectionFactory, retryPolicy(properties.retry()));
	}

	private static RetryPolicy retryPolicy(AmphoraRetryProperties retry) {
		ConfiguredValues values = new ConfiguredValues("amphora.retry");
		values.set("initial-interval", retry.initialInterval(), (initial) -> new RetryPolicy(initial, initial));
		values.set("max-interval", retry.maxInterval(), (max) -> new RetryPolicy(retry.initialInterval(), max));
		return new RetryPolicy(retry.initialInterval(), retry.maxInterval());
	}

}
