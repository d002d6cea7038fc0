package io.amphora.autoconfigure.validation;

import io.amphora.annotation.ArgumentValidator;
import io.amphora.validation.BeanArgumentValidator;
import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the validation of arguments if the
 * application has a {@link Validator}.
 */
@AutoConfiguration(afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass(Validator.class)
@ConditionalOnSingleCandidate(Validator.class)
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
public final class AmphoraValidationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ArgumentValidator.class)
	BeanArgumentValidator amphoraArgumentValidator(Validator validator) {
		return new BeanArgumentValidator(validator);
	}

}
