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

package io.amphora.function;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.amphora.annotation.TunesFunction;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.client.routing.Tuning;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the beans that are annotated with {@link TunesFunction}, without creating them.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class FunctionTunerDetector {

	private static final Log logger = LogFactory.getLog(FunctionTunerDetector.class);

	private static final String ANY_SERVICE = "";

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanTypes types;

	/**
	 * Create a detector.
	 * @param beanFactory the bean factory; beans of its parents are not considered
	 */
	public FunctionTunerDetector(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.types = new BeanTypes(beanFactory);
	}

	/**
	 * Find the tuners for the clients of a service. Each bean is created at the first
	 * call that it tunes, so clients may be injected into it.
	 * @param service the name of the service
	 * @return the tuners by function
	 * @throws InvalidTunerException if an annotated bean is not a tuner, or if two beans
	 * tune the same function
	 */
	public Map<String, FunctionTuner> tuners(String service) {
		Map<String, Map<String, String>> beanNames = find();
		Map<String, String> chosen = new LinkedHashMap<>(beanNames.getOrDefault(ANY_SERVICE, Map.of()));
		chosen.putAll(beanNames.getOrDefault(service, Map.of()));
		Map<String, FunctionTuner> tuners = new LinkedHashMap<>();
		chosen.forEach((function, beanName) -> tuners.put(function, new LazyTuner(this.beanFactory, beanName)));
		return tuners;
	}

	/**
	 * Validate the tuners of all services, without creating them.
	 * @throws InvalidTunerException if an annotated bean is not a tuner, or if two beans
	 * tune the same function of the same service
	 */
	public void validate() {
		find();
	}

	/** Return the names of the beans by service and function. */
	private Map<String, Map<String, String>> find() {
		Map<String, Map<String, String>> beanNames = new HashMap<>();
		for (String beanName : this.types.names()) {
			TunesFunction annotation = annotation(beanName);
			if (annotation != null) {
				requireTuner(beanName);
				String function = resolve(beanName, "function", annotation.function());
				String service = annotation.service().isEmpty() ? ANY_SERVICE
						: resolve(beanName, "service", annotation.service());
				add(beanNames.computeIfAbsent(service, (name) -> new LinkedHashMap<>()), function, beanName);
			}
		}
		return beanNames;
	}

	/** Skips beans whose class cannot be loaded: such a bean fails when it is used. */
	private @Nullable TunesFunction annotation(String beanName) {
		try {
			return this.beanFactory.findAnnotationOnBean(beanName, TunesFunction.class, false);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Skipping bean '" + beanName + "': its class could not be resolved", ex);
			return null;
		}
	}

	private void requireTuner(String beanName) {
		Class<?> type = this.types.exposed(beanName);
		if (type != null && !FunctionTuner.class.isAssignableFrom(type)) {
			throw new InvalidTunerException(beanName, "It is a %s.".formatted(type.getName()),
					"Implement FunctionTuner, or return it from the bean method.", null);
		}
	}

	private static void add(Map<String, String> beanNames, String function, String beanName) {
		String other = beanNames.put(function, beanName);
		if (other != null) {
			throw new InvalidTunerException(beanName,
					"Bean '%s' already tunes function '%s'.".formatted(other, function),
					"Remove one of them, or name different services.", null);
		}
	}

	private String resolve(String beanName, String attribute, String value) {
		return new AnnotationAttribute(attribute, value).resolve(this.beanFactory, "Give it a value.",
				(reason, remedy, cause) -> new InvalidTunerException(beanName, reason, remedy, cause));
	}

	/** Thread-safe. */
	private static final class LazyTuner implements FunctionTuner {

		private final BeanFactory beanFactory;

		private final String beanName;

		/** Written without a lock by the threads that make the first calls. */
		private volatile @Nullable FunctionTuner bean;

		LazyTuner(BeanFactory beanFactory, String beanName) {
			this.beanFactory = beanFactory;
			this.beanName = beanName;
		}

		@Override
		public Tuning tune(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
			FunctionTuner tuner = this.bean;
			if (tuner == null) {
				tuner = this.beanFactory.getBean(this.beanName, FunctionTuner.class);
				this.bean = tuner;
			}
			return tuner.tune(args, kwargs);
		}

	}

}
