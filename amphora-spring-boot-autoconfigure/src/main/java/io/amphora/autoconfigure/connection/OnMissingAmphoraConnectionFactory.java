package io.amphora.autoconfigure.connection;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless a connection factory is marked for Amphora by its name or by a
 * qualifier.
 */
final class OnMissingAmphoraConnectionFactory extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Missing connection factory for Amphora");
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		if (beanFactory == null) {
			return ConditionOutcome.match(message.because("there is no bean factory"));
		}
		String name = QualifiedBeans.find(beanFactory, ConnectionFactory.class,
				AmphoraConnectionAutoConfiguration.CONNECTION_FACTORY);
		return (name != null) ? ConditionOutcome.noMatch(message.found("bean").items(name))
				: ConditionOutcome.match(message.didNotFind("any bean").atAll());
	}

}
