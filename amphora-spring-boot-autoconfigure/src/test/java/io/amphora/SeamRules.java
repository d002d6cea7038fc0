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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.junit.ArchTest;
import io.amphora.faults.Seam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the list of {@linkplain Seam seams} complete. A place for code of an application
 * is an interface of the API, or a method or a constructor of the API that takes a
 * functional interface of another library, also as varargs. Code that other libraries
 * call, such as a {@code CredentialsProvider} or a {@code MetricsCollector}, is not
 * listed.
 */
final class SeamRules {

	/** What functions and calls return, which is not visible in a signature. */
	private static final Set<String> RETURNED = Set.of("CompletableFuture", "Publisher");

	/** Amphora implements these interfaces and passes them to code of applications. */
	private static final List<String> IMPLEMENTED = List.of("AmphoraClient", "AmphoraFanoutClient", "AmphoraOperations",
			"AmphoraFanoutServer", "AmphoraServer", "CallContext", "Calls", "ClientCall", "ClientStatus",
			"ExplorerClients", "Gather", "JsonShape", "QueueReceiver", "ReceivedResult", "RemoteFunction",
			"RequestQueueOperations", "RpcResult", "Sends", "ServerCall", "ServerCallChain", "ServiceClient");

	/** Only Amphora calls these methods and constructors, with code of its own. */
	private static final List<String> OWN_CODE = List.of("AmphoraEndpoint.<init>", "AmphoraException.<init>",
			"AmphoraHealthContributor.<init>", "BrokerTransport.runInBackground", "BrokerTransport.runOnNewThread",
			"BrokerTransport.schedule", "CallScope.addCall", "CallScope.removeCall", "CallScope.run",
			"ExplorerRoutes.create", "NoResultException.<init>");

	/** Exceptions reach the code that creates a client, a server or a connection. */
	private static final List<String> CREATION = List.of("AmphoraClientBuilderCustomizer",
			"AmphoraClientFactory.create", "AmphoraClientFactory.createFanout", "AmphoraConnectionDetails",
			"AmphoraConnectionFactoryCustomizer", "AmphoraServerBuilderCustomizer");

	/**
	 * Called beside calls, see the tests of state listeners, the check and the attempts.
	 */
	private static final List<String> BESIDE_CALLS = List.of("AmphoraClientBuilder.consumerCheck",
			"AmphoraClientBuilder.onClose", "BrokerTransport.<init>", "ClientStateListener", "ServerStateListener");

	/** Called by interceptors or as a part of functions, which are tried. */
	private static final List<String> INSIDE_OTHERS = List.of("AmphoraClientBuilder.interceptors",
			"AmphoraServerBuilder.interceptors", "ArgumentValidator", "CallContext.propagating", "CallerAuthenticator",
			"ClientCallObservationConvention", "ServerCallObservationConvention");

	private SeamRules() {
	}

	@ArchTest
	static void everyPlaceForCodeOfApplicationsIsListed(JavaClasses classes) {
		Set<String> places = classes.stream()
			.filter((type) -> ComparedApiTests.isApi(type) && !type.getSimpleName().endsWith("ExtensionsKt"))
			.flatMap(SeamRules::places)
			.collect(Collectors.toSet());
		Stream<String> tried = Seam.places().distinct().filter((place) -> !RETURNED.contains(place));
		assertThat(Stream.concat(tried,
				Stream.of(IMPLEMENTED, OWN_CODE, CREATION, BESIDE_CALLS, INSIDE_OTHERS).flatMap(List::stream)))
			.containsExactlyInAnyOrderElementsOf(places);
	}

	private static Stream<String> places(JavaClass type) {
		Stream<String> methods = type.getCodeUnits()
			.stream()
			.filter((method) -> ComparedApiTests.isVisible(method.getModifiers()) && takesCode(method))
			.map((method) -> type.getSimpleName() + "." + method.getName());
		return (type.isInterface() && !type.isAnnotation()) ? Stream.concat(Stream.of(type.getSimpleName()), methods)
				: methods;
	}

	private static boolean takesCode(JavaCodeUnit method) {
		return method.getRawParameterTypes()
			.stream()
			.map(JavaClass::getBaseComponentType)
			.anyMatch((type) -> !type.getPackageName().startsWith("io.amphora")
					&& (isFunctional(type) || type.isAssignableTo(Executor.class)));
	}

	/** Not all functional interfaces are annotated, such as {@code ThreadFactory}. */
	private static boolean isFunctional(JavaClass type) {
		return type.isInterface() && Stream.of(type.reflect().getMethods())
			.filter((method) -> Modifier.isAbstract(method.getModifiers()) && !isMethodOfObject(method))
			.map(Method::getName)
			.distinct()
			.count() == 1;
	}

	private static boolean isMethodOfObject(Method method) {
		return Stream.of(Object.class.getMethods())
			.anyMatch((own) -> own.getName().equals(method.getName())
					&& Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
	}

}
