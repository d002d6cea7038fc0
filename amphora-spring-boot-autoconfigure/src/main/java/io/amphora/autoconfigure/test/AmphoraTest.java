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
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test of functions, typed clients and tuners, with nothing else of the
 * application: the auto-configuration of Amphora, JSON, validation, aspects and the task
 * executor, and of the scanned components those that have functions, tune functions or
 * import contracts. Whatever else they need, the test provides.
 * <p>
 * Calls travel over an embedded broker of the test's own. An application that has no
 * clients gets an {@link AmphoraClient} of its own default service.
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
@PropertyMapping("amphora")
public @interface AmphoraTest {

	/**
	 * Properties that are added to the {@link Environment} before the test runs.
	 * @return {@code name=value} pairs
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.YES)
	String[] properties() default {};

	/**
	 * Whether to use the embedded broker, which Apache Qpid has to be on the class path
	 * for. If not, the connection is that of the application, or of a service connection.
	 * @return {@code true} unless the test says otherwise
	 */
	@PropertyMapping("embedded.enabled")
	boolean embedded() default true;

	/**
	 * Whether to leave out components that have nothing to do with functions.
	 * @return {@code true} unless the test says otherwise
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.YES)
	boolean useDefaultFilters() default true;

	/**
	 * Filters that add components.
	 * @return the filters
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.YES)
	Filter[] includeFilters() default {};

	/**
	 * Filters that leave components out.
	 * @return the filters
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.YES)
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration to leave out.
	 * @return the classes
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.YES)
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
