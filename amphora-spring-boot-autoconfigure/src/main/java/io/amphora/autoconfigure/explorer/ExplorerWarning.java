package io.amphora.autoconfigure.explorer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Warns if the explorer is not protected by Spring Security.
 */
final class ExplorerWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ExplorerWarning.class);

	private static final String SECURITY = "org.springframework.security.web.SecurityFilterChain";

	private final String path;

	private final ApplicationContext context;

	ExplorerWarning(String path, ApplicationContext context) {
		this.path = path;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!secured(this.context.getClassLoader())) {
			logger.warn(("The explorer at %s is enabled ('amphora.explorer.enabled') without Spring Security:"
					+ " anyone who reaches this port can call every function")
				.formatted(this.path));
		}
	}

	private boolean secured(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(SECURITY, classLoader) && this.context
			.getBeanNamesForType(ClassUtils.resolveClassName(SECURITY, classLoader), false, false).length > 0;
	}

}
