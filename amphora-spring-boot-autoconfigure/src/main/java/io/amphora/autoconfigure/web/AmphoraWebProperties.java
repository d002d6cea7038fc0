package io.amphora.autoconfigure.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Web applications.
 *
 * @param problemDetails HTTP responses for calls that fail.
 */
@ConfigurationProperties("amphora.web")
public record AmphoraWebProperties(@DefaultValue ProblemDetails problemDetails) {

	/**
	 * HTTP responses for calls that fail.
	 *
	 * @param enabled Whether to respond with problem details if a controller throws an
	 * exception of a call.
	 */
	public record ProblemDetails(@DefaultValue("true") boolean enabled) {
	}

}
