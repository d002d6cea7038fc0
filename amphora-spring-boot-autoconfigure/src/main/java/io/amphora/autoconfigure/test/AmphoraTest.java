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

package io.amphora.autoconfigure.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test that focuses only on functions, typed clients and tuners. It
 * applies the auto-configuration of Amphora, JSON, validation, aspects and the task
 * executor. Of the scanned components, it includes only components that have functions,
 * tune functions or import contracts. The test must provide all other beans that they
 * need.
 * <p>
 * Calls use the test's own embedded broker. An application without clients gets an
 * {@link AmphoraClient} for its default service.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AmphoraTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AmphoraTypeExcludeFilter.class)
@ImportAutoConfiguration
public @interface AmphoraTest {

	/**
	 * Properties that are added to the {@link Environment} before the test runs.
	 * @return {@code name=value} pairs
	 */
	String[] properties() default {};

	/**
	 * Whether to use the embedded broker, which requires Apache Qpid on the class path.
	 * Otherwise, the connection of the application or a service connection is used.
	 * @return {@code true} by default
	 */
	boolean embedded() default true;

	/**
	 * Whether to exclude components that are unrelated to functions.
	 * @return {@code true} by default
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters that include components.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters that exclude components.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration to exclude.
	 * @return the auto-configuration classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
