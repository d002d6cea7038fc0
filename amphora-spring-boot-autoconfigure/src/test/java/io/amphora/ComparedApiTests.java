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

package io.amphora;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the types that the profile {@code api} compares with a released version.
 */
@AnalyzeClasses(packages = "io.amphora", importOptions = ImportOption.DoNotIncludeTests.class)
class ComparedApiTests {

	private static final Set<String> INTERNAL = named("exclude");

	private static final Set<String> INCLUDED = named("include");

	@ArchTest
	static void internalTypesInSignaturesOfTheApiAreCompared(JavaClasses classes) {
		assertThat(INCLUDED).containsAll(inSignatures(classes));
	}

	@ArchTest
	static void everyComparedTypeIsPublic(JavaClasses classes) {
		assertThat(INCLUDED).allSatisfy((name) -> assertThat(classes.get(name)).matches(ComparedApiTests::isVisible));
	}

	@ArchTest
	static void everyInternalPackageOrTypeExists(JavaClasses classes) {
		assertThat(INTERNAL).allSatisfy((name) -> assertThat(classes).anyMatch((type) -> isWithin(type, name)));
	}

	/** Return the packages or types that the profile names in the given elements. */
	private static Set<String> named(String element) {
		Set<String> names = new TreeSet<>();
		Matcher matcher = Pattern.compile("<" + element + ">(io\\.amphora[^<]*)</").matcher(pom());
		while (matcher.find()) {
			names.add(matcher.group(1));
		}
		return names;
	}

	private static String pom() {
		try {
			return Files.readString(Path.of("pom.xml"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> inSignatures(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> isVisible(type) && !isInternal(type))
			.flatMap(ComparedApiTests::signature)
			.flatMap((type) -> type.getAllInvolvedRawTypes().stream())
			.map(JavaClass::getBaseComponentType)
			.filter(ComparedApiTests::isInternal)
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	static boolean isApi(JavaClass type) {
		return isVisible(type) && (!isInternal(type) || INCLUDED.contains(type.getName()));
	}

	private static boolean isInternal(JavaClass type) {
		return INTERNAL.stream().anyMatch((name) -> isWithin(type, name));
	}

	private static boolean isWithin(JavaClass type, String name) {
		return type.getName().equals(name) || type.getPackageName().equals(name)
				|| type.getPackageName().startsWith(name + ".");
	}

	private static boolean isVisible(JavaClass type) {
		return isVisible(type.getModifiers()) && type.getEnclosingClass().map(ComparedApiTests::isVisible).orElse(true);
	}

	static boolean isVisible(Set<JavaModifier> modifiers) {
		return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
	}

	private static Stream<JavaType> signature(JavaClass type) {
		Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
		Stream<JavaType> members = type.getAllMembers()
			.stream()
			.filter((member) -> isVisible(member.getModifiers()) && !isInternal(member.getOwner()))
			.flatMap(ComparedApiTests::types);
		return Stream.of(parents, type.getTypeParameters().stream(), members).flatMap((types) -> types);
	}

	private static Stream<? extends JavaType> types(JavaMember member) {
		if (member instanceof JavaCodeUnit code) {
			Stream<JavaType> parameters = code.getParameterTypes().stream();
			return Stream.of(parameters, Stream.of(code.getReturnType()), code.getExceptionTypes().stream())
				.flatMap((types) -> types);
		}
		return Stream.of(((JavaField) member).getType());
	}

}
