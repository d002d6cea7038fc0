package io.amphora.autoconfigure.web;

import io.amphora.web.AmphoraExceptionHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * {@link AutoConfiguration Auto-configuration} for HTTP responses to failed calls in
 * applications with Spring MVC or Spring WebFlux.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass({ RestControllerAdvice.class, ProblemDetail.class })
@ConditionalOnBooleanProperty(name = { "amphora.enabled", "amphora.web.problem-details.enabled" },
		matchIfMissing = true)
@EnableConfigurationProperties(AmphoraWebProperties.class)
public final class AmphoraWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AmphoraExceptionHandler amphoraExceptionHandler() {
		return new AmphoraExceptionHandler();
	}

}
