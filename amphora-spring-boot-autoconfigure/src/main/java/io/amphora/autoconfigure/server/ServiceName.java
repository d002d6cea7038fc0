package io.amphora.autoconfigure.server;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The default service of an application.
 */
final class ServiceName {

	static final String PROPERTY = "amphora.server.service-name";

	private ServiceName() {
	}

	static @Nullable String of(Environment environment) {
		String configured = environment.getProperty(PROPERTY);
		String name = StringUtils.hasText(configured) ? configured : environment.getProperty("spring.application.name");
		return StringUtils.hasText(name) ? name : null;
	}

	static boolean isConfigured(Environment environment) {
		return StringUtils.hasText(environment.getProperty(PROPERTY));
	}

}
