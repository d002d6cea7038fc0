package io.amphora.sample;

import io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * A server, a client and a broker in one application.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Start the application.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

	/** What no property says, a customizer tells the builder. */
	@Bean
	AmphoraServerBuilderCustomizer versionCustomizer() {
		return (service, server) -> server.version("1.0");
	}

}
