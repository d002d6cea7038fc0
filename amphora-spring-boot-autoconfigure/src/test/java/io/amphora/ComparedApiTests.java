package io.amphora;

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

	private static final String TRANSPORT = "io.amphora.transport";

	/** The types that the second comparison of the profile includes. */
	private static final Pattern INCLUDE = Pattern.compile("<include>(" + TRANSPORT + "[^<]*)</include>");

	@ArchTest
	static void transportTypesInSignaturesOfOtherPackagesAreCompared(JavaClasses classes) throws Exception {
		assertThat(included()).containsExactlyElementsOf(named(classes));
	}

	private static Set<String> included() throws Exception {
		Set<String> types = new TreeSet<>();
		Matcher includes = INCLUDE.matcher(Files.readString(Path.of("pom.xml")));
		while (includes.find()) {
			types.add(includes.group(1));
		}
		return types;
	}

	private static Set<String> named(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> isVisible(type) && !isTransport(type))
			.flatMap(ComparedApiTests::signature)
			.flatMap((type) -> type.getAllInvolvedRawTypes().stream())
			.map(JavaClass::getBaseComponentType)
			.filter(ComparedApiTests::isTransport)
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isTransport(JavaClass type) {
		return type.getPackageName().equals(TRANSPORT) || type.getPackageName().startsWith(TRANSPORT + ".");
	}

	private static boolean isVisible(JavaClass type) {
		return isVisible(type.getModifiers()) && type.getEnclosingClass().map(ComparedApiTests::isVisible).orElse(true);
	}

	private static boolean isVisible(Set<JavaModifier> modifiers) {
		return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
	}

	private static Stream<JavaType> signature(JavaClass type) {
		Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
		Stream<JavaType> members = type.getAllMembers()
			.stream()
			.filter((member) -> isVisible(member.getModifiers()) && !isTransport(member.getOwner()))
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
