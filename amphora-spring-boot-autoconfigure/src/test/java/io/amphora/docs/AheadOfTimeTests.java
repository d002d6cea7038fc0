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

package io.amphora.docs;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.amphora.AmphoraException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the list of properties that are read when an application is processed ahead
 * of time.
 */
class AheadOfTimeTests {

	/** What else determines which beans exist, and the property that it reads, if any. */
	private static final Map<String, String> REGISTRARS = Map.of("ConfiguredClientRegistrar", "amphora.clients",
			"NamedConnectionRegistrar", "amphora.connections", "OnServiceName", "amphora.server.service-name",
			"OnMissingAmphoraConnectionFactory", "", "OnMissingSpringMvc", "");

	private final Set<String> listed = Set.copyOf(Page.of(Repository.root().resolve("docs/native.md")).codeSpans());

	private final JavaClasses autoConfiguration = autoConfiguration();

	private static JavaClasses autoConfiguration() {
		try {
			return new ClassFileImporter()
				.importPath(Path.of(AmphoraException.class.getProtectionDomain().getCodeSource().getLocation().toURI())
					.resolve("io/amphora/autoconfigure"));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyPropertyOfAConditionIsListed() {
		Set<String> conditions = this.autoConfiguration.stream()
			.flatMap((type) -> Stream.concat(Stream.of(type), type.getMethods().stream()))
			.flatMap(AheadOfTimeTests::properties)
			.collect(Collectors.toSet());
		assertThat(conditions).contains("amphora.enabled");
		assertThat(this.listed).filteredOn((name) -> name.matches("(amphora|management)\\.[a-z.-]+"))
			.filteredOn((name) -> !REGISTRARS.containsValue(name))
			.containsExactlyInAnyOrderElementsOf(conditions);
	}

	private static Stream<String> properties(HasAnnotations<?> element) {
		assertThat(element.tryGetAnnotationOfType(ConditionalOnProperty.class)).as(element.toString()).isEmpty();
		return Stream.concat(
				Stream
					.concat(element.tryGetAnnotationOfType(ConditionalOnBooleanProperty.class).stream(),
							element.tryGetAnnotationOfType(ConditionalOnBooleanProperties.class)
								.stream()
								.flatMap((all) -> Stream.of(all.value())))
					.flatMap((condition) -> Stream.concat(Stream.of(condition.value()), Stream.of(condition.name()))),
				element.tryGetAnnotationOfType(ConditionalOnEnabledHealthIndicator.class)
					.stream()
					.map((health) -> "management.health.%s.enabled".formatted(health.value())));
	}

	@Test
	void everythingElseThatDeterminesWhichBeansExistIsListed() {
		assertThat(this.autoConfiguration.stream()
			.filter((type) -> type.isAssignableTo(ImportBeanDefinitionRegistrar.class)
					|| type.isAssignableTo(Condition.class))
			.filter((type) -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
			.map(JavaClass::getSimpleName)).containsExactlyInAnyOrderElementsOf(REGISTRARS.keySet());
		assertThat(this.listed)
			.containsAll(REGISTRARS.values().stream().filter((property) -> !property.isEmpty()).toList());
	}

}
