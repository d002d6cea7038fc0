package io.amphora.docs;

import io.amphora.autoconfigure.AmphoraClientBuilderCustomizer;
import io.amphora.client.Tuning;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A configuration of an application that tunes its clients.
 */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

	// tag::tuner[]
	@Bean
	AmphoraClientBuilderCustomizer tuners() {
		return (service, builder) -> builder.tuneFunction("show_message",
				(args, kwargs) -> new Tuning("user" + kwargs.get("user_id")));
	}
	// end::tuner[]

}
