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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits groups of types that depend on each other, such as an interface, its builder and
 * its implementation. Packages have no cycles, so that the types of a group are in one
 * package.
 */
final class TypeCycleRules {

	private static final int MAX_TYPES = 4;

	private TypeCycleRules() {
	}

	@ArchTest
	static void fewTypesDependOnEachOther(JavaClasses classes) {
		Map<String, Set<String>> uses = uses(classes);
		assertThat(uses).isNotEmpty();
		assertThat(uses.keySet())
			.allSatisfy((type) -> assertThat(cycle(type, uses)).as("types that depend on each other")
				.hasSizeLessThanOrEqualTo(MAX_TYPES));
	}

	/** Return the types on which each type depends, without those of other packages. */
	private static Map<String, Set<String>> uses(JavaClasses classes) {
		Map<String, Set<String>> uses = new TreeMap<>();
		for (JavaClass each : classes) {
			JavaClass type = topLevel(each);
			Set<String> used = each.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> topLevel(dependency.getTargetClass()))
				.filter((target) -> target.getPackageName().equals(type.getPackageName()))
				.map(JavaClass::getName)
				.collect(Collectors.toSet());
			uses.computeIfAbsent(type.getName(), (name) -> new TreeSet<>()).addAll(used);
		}
		return uses;
	}

	private static JavaClass topLevel(JavaClass type) {
		JavaClass current = type;
		while (current.getEnclosingClass().isPresent()) {
			current = current.getEnclosingClass().get();
		}
		return current;
	}

	private static Set<String> cycle(String type, Map<String, Set<String>> uses) {
		return reachable(type, uses).stream()
			.filter((other) -> reachable(other, uses).contains(type))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> reachable(String type, Map<String, Set<String>> uses) {
		Set<String> reached = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(Set.of(type));
		while (!next.isEmpty()) {
			for (String used : uses.getOrDefault(next.poll(), Set.of())) {
				if (reached.add(used)) {
					next.add(used);
				}
			}
		}
		return reached;
	}

}
