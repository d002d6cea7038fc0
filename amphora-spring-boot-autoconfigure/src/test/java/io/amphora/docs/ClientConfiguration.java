package io.amphora.docs;

import io.amphora.annotation.TunesFunction;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.client.routing.Tuning;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A configuration of an application that tunes its clients.
 */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

	// tag::tuner[]
	@Bean
	@TunesFunction(function = "show_message")
	FunctionTuner byUser() {
		return (args, kwargs) -> new Tuning("user" + kwargs.get("user_id"));
	}
	// end::tuner[]

}
