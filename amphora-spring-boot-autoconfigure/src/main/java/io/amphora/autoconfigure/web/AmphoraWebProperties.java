package io.amphora.autoconfigure.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for web applications.
 *
 * @param problemDetails HTTP responses for failed calls.
 */
@ConfigurationProperties("amphora.web")
public record AmphoraWebProperties(@DefaultValue ProblemDetails problemDetails) {

	/**
	 * HTTP responses for failed calls.
	 *
	 * @param enabled Whether to respond with problem details if a controller throws an
	 * exception of a call.
	 */
	public record ProblemDetails(@DefaultValue("true") boolean enabled) {
	}

}
