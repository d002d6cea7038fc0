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

package io.amphora.test;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.amphora.AmphoraException;
import io.amphora.IgnoreRequestException;

/**
 * The exceptions that end a client's calls.
 */
public final class CallFailures {

	/** Where they are: those of other packages end no calls. */
	private static final Set<String> PACKAGES = Set.of("io.amphora", "io.amphora.client");

	private CallFailures() {
	}

	/**
	 * Find them all, so that nobody forgets a new one.
	 * @return all but the one that a function throws and no caller sees
	 */
	public static Set<Class<?>> types() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(PACKAGES)
			.stream()
			.filter((type) -> PACKAGES.contains(type.getPackageName()) && type.isAssignableTo(AmphoraException.class))
			.filter((type) -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
			.filter((type) -> !type.isEquivalentTo(IgnoreRequestException.class))
			.map(JavaClass::reflect)
			.collect(Collectors.toSet());
	}

}
