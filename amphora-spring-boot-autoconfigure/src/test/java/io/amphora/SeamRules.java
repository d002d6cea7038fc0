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
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import io.amphora.faults.Seam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the list of {@linkplain Seam seams} complete.
 */
final class SeamRules {

	private static final List<String> PACKAGES = List.of("io.amphora.client", "io.amphora.server",
			"io.amphora.serializer");

	/** Amphora implements them and passes them to code of applications. */
	private static final Set<String> IMPLEMENTED = Set.of("ServiceClient", "AmphoraServer", "ClientCall", "RpcResult",
			"ServerCall", "ServerCallChain");

	/**
	 * Used by no call, or by the first one only. Tests of clients and servers try what
	 * happens if they throw.
	 */
	private static final List<String> BESIDE_CALLS = List.of("AmphoraClientBuilder.interceptors",
			"AmphoraClientBuilder.consumerCheck", "AmphoraServerBuilder.interceptors", "AmphoraClientBuilder.onClose",
			"ClientStateListener", "ServerStateListener");

	private SeamRules() {
	}

	@ArchTest
	static void everyPlaceForCodeOfApplicationsIsTried(JavaClasses classes) {
		Set<String> places = classes.stream()
			.filter((type) -> PACKAGES.contains(type.getPackageName()))
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getSimpleName().endsWith("ExtensionsKt"))
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap(SeamRules::places)
			.collect(Collectors.toSet());
		assertThat(Stream.concat(Seam.places(), BESIDE_CALLS.stream())).containsAll(places);
	}

	private static Stream<String> places(JavaMethod method) {
		return method.getRawParameterTypes()
			.stream()
			.filter(JavaClass::isInterface)
			.filter((type) -> PACKAGES.contains(type.getPackageName()) || isFunctional(type))
			.map((type) -> isFunctional(type) ? method.getOwner().getSimpleName() + "." + method.getName()
					: type.getSimpleName())
			.filter((place) -> !IMPLEMENTED.contains(place));
	}

	private static boolean isFunctional(JavaClass type) {
		return type.getPackageName().equals("java.util.function") || type.isAssignableTo(Runnable.class)
				|| type.isAssignableTo(Executor.class);
	}

}
