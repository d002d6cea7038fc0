package io.amphora.autoconfigure.server;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application has a default service.
 */
final class OnServiceName extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Service name");
		String name = ServiceName.of(context.getEnvironment());
		return (name != null) ? ConditionOutcome.match(message.foundExactly(name)) : ConditionOutcome
			.noMatch(message.didNotFind("property").items(ServiceName.PROPERTY, "spring.application.name"));
	}

}
