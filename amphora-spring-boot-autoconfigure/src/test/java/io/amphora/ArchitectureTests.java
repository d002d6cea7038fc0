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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the order of the packages and the habits that a compiler does not check. A rule
 * about classes that do not exist yet passes, see archunit.properties.
 */
@AnalyzeClasses(packages = "io.amphora", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule sharedClassesUseOnlyTheJdk = classes().that()
		.resideInAPackage("io.amphora")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("io.amphora", "java..", "org.jspecify.annotations");

	@ArchTest
	static final ArchRule serializerUsesOnlyWhatIsBelowIt = uses("serializer");

	@ArchTest
	static final ArchRule introspectionUsesOnlyWhatIsBelowIt = uses("introspection", "serializer");

	@ArchTest
	static final ArchRule topologyUsesOnlyWhatIsBelowIt = uses("topology");

	@ArchTest
	static final ArchRule transportUsesOnlyWhatIsBelowIt = uses("transport", "topology", "logging");

	@ArchTest
	static final ArchRule clientUsesOnlyWhatIsBelowIt = uses("client", "introspection", "serializer", "topology",
			"transport", "logging", "reactive", "kotlin");

	@ArchTest
	static final ArchRule serverUsesOnlyWhatIsBelowIt = uses("server", "introspection", "serializer", "topology",
			"transport", "logging", "reactive", "kotlin");

	@ArchTest
	static final ArchRule reactiveUsesOnlyWhatIsBelowIt = uses("reactive", "transport.thread");

	@ArchTest
	static final ArchRule kotlinUsesOnlyWhatIsBelowIt = uses("kotlin", "reactive", "transport.thread");

	@ArchTest
	static final ArchRule loggingUsesOnlyWhatIsBelowIt = uses("logging");

	@ArchTest
	static final ArchRule threadsUseOnlyWhatIsBelowThem = uses("transport.thread");

	@ArchTest
	static final ArchRule protectionUsesOnlyWhatIsBelowIt = uses("transport.protection", "logging");

	@ArchTest
	static final ArchRule connectionUsesOnlyWhatIsBelowIt = uses("transport.connection", "transport.protection",
			"transport.thread", "topology", "logging");

	@ArchTest
	static final ArchRule functionsUseOnlyWhatIsBelowThem = uses("server.function", "serializer", "introspection");

	@ArchTest
	static final ArchRule serverInterceptorsUseOnlyWhatIsBelowThem = uses("server.interceptor", "server.function",
			"serializer");

	@ArchTest
	static final ArchRule executionUsesOnlyWhatIsBelowIt = uses("server.execution", "serializer", "transport");

	@ArchTest
	static final ArchRule duplicateDetectionUsesOnlyWhatIsBelowIt = uses("server.duplicate", "transport");

	@ArchTest
	static final ArchRule directRepliesUseOnlyWhatIsBelowThem = uses("server.direct", "transport.thread");

	@ArchTest
	static final ArchRule receiversUseOnlyWhatIsBelowThem = uses("server.receiver", "transport.thread");

	@ArchTest
	static final ArchRule batchSizesUseOnlyWhatIsBelowThem = uses("client.batch", "topology");

	@ArchTest
	static final ArchRule cancellationsUseOnlyWhatIsBelowThem = uses("client.cancellation", "serializer", "topology",
			"transport");

	@ArchTest
	static final ArchRule requestQueuesUseOnlyWhatIsBelowThem = uses("client.queue", "topology", "transport");

	@ArchTest
	static final ArchRule routingUsesOnlyWhatIsBelowIt = uses("client.routing");

	@ArchTest
	static final ArchRule fanoutUsesOnlyWhatIsBelowIt = uses("client.fanout", "topology", "transport.thread");

	@ArchTest
	static final ArchRule clientInterceptorsUseOnlyWhatIsBelowThem = uses("client.interceptor");

	@ArchTest
	static final ArchRule annotationsUseOnlyWhatIsBelowThem = uses("annotation", "server.function");

	@ArchTest
	static final ArchRule detectionUsesOnlyWhatIsBelowIt = uses("function", "annotation", "client", "serializer",
			"server", "reactive", "kotlin");

	@ArchTest
	static final ArchRule contractUsesOnlyWhatIsBelowIt = uses("contract", "annotation", "function", "client",
			"reactive", "kotlin", "transport.thread");

	@ArchTest
	static final ArchRule observationUsesOnlyWhatIsBelowIt = uses("observation", "client", "server", "topology",
			"transport", "logging");

	@ArchTest
	static final ArchRule securityUsesOnlyWhatIsBelowIt = uses("security", "server", "transport.thread");

	@ArchTest
	static final ArchRule validationUsesOnlyWhatIsBelowIt = uses("validation", "function");

	@ArchTest
	static final ArchRule embeddedUsesOnlyWhatIsBelowIt = uses("embedded");

	@ArchTest
	static final ArchRule actuateUsesOnlyWhatIsBelowIt = uses("actuate", "client", "introspection", "server",
			"transport");

	@ArchTest
	static final ArchRule explorerUsesOnlyWhatIsBelowIt = uses("explorer", "client", "introspection", "serializer");

	@ArchTest
	static final ArchRule webUsesOnlyWhatIsBelowIt = uses("web", "transport", "logging");

	@ArchTest
	static final ArchRule onlyTheUpperStoreyUsesSpringBoot = noClasses().that()
		.resideOutsideOfPackages("io.amphora.embedded..", "io.amphora.actuate..", "io.amphora.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule autoConfigurationsArePublicFinalAndNamedSo = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMembers = members().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.and(describe("are not default constructors", (member) -> !isDefaultConstructor(member)))
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule beanMethodsAreNotPublic = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().should(new ArchCondition<>("be in a null-marked package") {

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
			events.add(new SimpleConditionEvent(type, marked,
					"%s is not a @NullMarked package".formatted(type.getPackage())));
		}

	});

	@ArchTest
	static void packagesHaveAtMost45Types(JavaClasses classes) {
		Map<String, Long> sizes = types(classes)
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(sizes).allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(45));
	}

	@ArchTest
	static void atLeastFourTenthsOfTheTypesArePackagePrivate(JavaClasses classes) {
		List<JavaClass> types = types(classes).toList();
		assertThat(types).filteredOn((type) -> !type.getModifiers().contains(JavaModifier.PUBLIC))
			.hasSizeGreaterThanOrEqualTo(types.size() * 4 / 10);
	}

	@ArchTest
	static final ArchRule constructorsHaveAtMostSevenParameters = constructors().that()
		.areDeclaredInClassesThat(not(assignableTo(Record.class)).and(not(assignableTo(Enum.class))))
		.should(new ArchCondition<>("have at most seven parameters") {

			@Override
			public void check(JavaConstructor constructor, ConditionEvents events) {
				int count = constructor.getRawParameterTypes().size();
				events.add(new SimpleConditionEvent(constructor, count <= 7,
						"%s has %d parameters".formatted(constructor.getFullName(), count)));
			}

		});

	@ArchTest
	static final ArchRule exceptionsAreAmphoraExceptions = classes().that()
		.areAssignableTo(Throwable.class)
		.and()
		.arePublic()
		.and()
		.resideOutsideOfPackage("io.amphora.autoconfigure..")
		.should()
		.beAssignableTo(AmphoraException.class);

	@ArchTest
	static final ArchRule configurationOfConnectionsDoesNotUseOtherConfigurations = noClasses().that()
		.resideInAPackage("io.amphora.autoconfigure.connection..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.amphora.autoconfigure.client..", "io.amphora.autoconfigure.server..",
				"io.amphora.autoconfigure.serializer..");

	@ArchTest
	static final ArchRule configurationOfSerializersDoesNotUseOtherConfigurations = noClasses().that()
		.resideInAPackage("io.amphora.autoconfigure.serializer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.amphora.autoconfigure.client..", "io.amphora.autoconfigure.server..",
				"io.amphora.autoconfigure.connection..");

	@ArchTest
	static final ArchRule configurationOfServersDoesNotUseThatOfClients = noClasses().that()
		.resideInAPackage("io.amphora.autoconfigure.server..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.amphora.autoconfigure.client..");

	@ArchTest
	static final ArchRule defaultImplementationsAreNotPublic = classes().that()
		.haveSimpleNameStartingWith("Default")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule noCodeSleeps = noClasses().should().callMethodWhere(target(name("sleep")));

	/** Applications may block all of its threads, or configure it without threads. */
	@ArchTest
	static final ArchRule nobodyUsesTheCommonPool = noClasses().should()
		.callMethodWhere(describe("the target uses the common pool of the JVM", ArchitectureTests::usesCommonPool));

	@ArchTest
	static final ArchRule nobodyWritesToStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchTests seams = ArchTests.in(SeamRules.class);

	@ArchTest
	static final ArchTests typeCycles = ArchTests.in(TypeCycleRules.class);

	private static boolean usesCommonPool(JavaMethodCall call) {
		JavaClass owner = call.getTargetOwner();
		boolean asynchronous = owner.isAssignableTo(CompletionStage.class) && call.getName().endsWith("Async")
				&& call.getTarget()
					.getRawParameterTypes()
					.stream()
					.noneMatch((type) -> type.isEquivalentTo(Executor.class));
		return asynchronous || (owner.isEquivalentTo(ForkJoinPool.class) && call.getName().equals("commonPool"));
	}

	private static ArchRule uses(String name, String... others) {
		String own = "io.amphora.%s..".formatted(name);
		Stream<String> below = Stream.of(others).map("io.amphora.%s.."::formatted);
		String[] allowed = Stream.concat(Stream.of("io.amphora", own), below).toArray(String[]::new);
		return noClasses().that()
			.resideInAPackage(own)
			.should()
			.dependOnClassesThat(resideInAPackage("io.amphora..").and(resideOutsideOfPackages(allowed)));
	}

	/** Files of Kotlin extensions are compiled to classes, but are not types. */
	private static Stream<JavaClass> types(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info")
					&& !type.getSimpleName().endsWith("ExtensionsKt"));
	}

	private static boolean isDefaultConstructor(JavaMember member) {
		return member instanceof JavaConstructor constructor && constructor.getRawParameterTypes().isEmpty();
	}

}
