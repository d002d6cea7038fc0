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

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.test.util.ReflectionTestUtils;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Keeps the habits of tests that a compiler does not check.
 */
@AnalyzeClasses(packages = "io.amphora", importOptions = ImportOption.OnlyIncludeTests.class)
class TestArchitectureTests {

	/** JMH generates classes of microbenchmarks, which read fields by name. */
	private static final String GENERATED_BENCHMARKS = "..jmh_generated..";

	private static final Set<String> BY_NAME = Set.of("extracting", "flatExtracting", "hasFieldOrProperty",
			"hasFieldOrPropertyWithValue", "hasNoNullFieldsOrPropertiesExcept", "filteredOn");

	/**
	 * Such a test breaks when a field is renamed, and does not show what the class does.
	 */
	@ArchTest
	static final ArchRule fieldsAreNotReadByName = noClasses().that()
		.resideOutsideOfPackage(GENERATED_BENCHMARKS)
		.should()
		.callMethodWhere(readsAFieldByName());

	private static DescribedPredicate<JavaMethodCall> readsAFieldByName() {
		return describe("a field or property is read by its name", (call) -> isByName(call.getTarget()));
	}

	private static boolean isByName(MethodCallTarget method) {
		if (method.getOwner().isEquivalentTo(ReflectionTestUtils.class)) {
			return true;
		}
		if (method.getOwner().isEquivalentTo(Class.class)) {
			return method.getName().equals("getDeclaredField");
		}
		return method.getOwner().getPackageName().startsWith("org.assertj.") && BY_NAME.contains(method.getName())
				&& takesANameFirst(method.getRawParameterTypes());
	}

	private static boolean takesANameFirst(List<JavaClass> parameters) {
		return !parameters.isEmpty()
				&& (parameters.get(0).isEquivalentTo(String.class) || parameters.get(0).isEquivalentTo(String[].class));
	}

}
