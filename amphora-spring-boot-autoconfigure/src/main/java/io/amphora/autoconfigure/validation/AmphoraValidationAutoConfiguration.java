/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.autoconfigure.validation;

import io.amphora.function.ArgumentValidator;
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
 *
 * @since 0.1.0
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
