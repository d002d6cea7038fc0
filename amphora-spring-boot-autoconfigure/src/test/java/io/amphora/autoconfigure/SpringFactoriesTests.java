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

package io.amphora.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code META-INF/spring.factories}.
 */
class SpringFactoriesTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.amphora");

	static Stream<String> types() throws IOException {
		return factories().stringPropertyNames().stream();
	}

	private static Properties factories() throws IOException {
		for (URL file : Collections
			.list(SpringFactoriesTests.class.getClassLoader().getResources("META-INF/spring.factories"))) {
			Properties factories = PropertiesLoaderUtils.loadProperties(new UrlResource(file));
			if (factories.toString().contains("io.amphora.")) {
				return factories;
			}
		}
		throw new IllegalStateException("There is no file");
	}

	private static List<String> listed(String type) throws IOException {
		return Arrays.asList(factories().getProperty(type).split(","));
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyFactoryIsListedInOrder(String type) throws IOException {
		assertThat(listed(type)).isEqualTo(CLASSES.stream()
			.filter((candidate) -> candidate.isAssignableTo(type)
					&& !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
			.map(JavaClass::getName)
			.sorted()
			.toList());
	}

	@Test
	void nativeImagesCreateEveryFactory() throws IOException {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getSimpleName().startsWith("SpringFactoriesLoader"))
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		for (String type : factories().stringPropertyNames()) {
			assertThat(listed(type)).allSatisfy((factory) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(TypeReference.of(factory))
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints));
		}
	}

}
