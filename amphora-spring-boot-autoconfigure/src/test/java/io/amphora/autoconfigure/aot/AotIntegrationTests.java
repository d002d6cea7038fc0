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

package io.amphora.autoconfigure.aot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are processed ahead of time, as Spring Boot's plugins do.
 */
class AotIntegrationTests {

	@TempDir
	static Path folder;

	@BeforeAll
	static void process() throws IOException {
		Settings settings = Settings.builder()
			.sourceOutput(folder.resolve("sources"))
			.resourceOutput(folder.resolve("resources"))
			.classOutput(folder.resolve("classes"))
			.groupId("io.amphora")
			.artifactId("geometry")
			.build();
		new SpringApplicationAotProcessor(GeometryApplication.class, settings, GeometryApplication.ARGUMENTS).process();
		List<String> arguments = new ArrayList<>(List.of("-d", folder.resolve("classes").toString(), "-cp",
				System.getProperty("java.class.path"), "-proc:none", "-nowarn", "--release", "17"));
		arguments.addAll(files("sources", ".java"));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	@Test
	void servesAndCallsWithGeneratedCode() throws Exception {
		Path output = folder.resolve("output");
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Dspring.aot.enabled=true",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", String.join(File.pathSeparator,
						folder.resolve("classes").toString(), folder.resolve("resources").toString(), classPath()),
				GeometryApplication.class.getName()));
		command.addAll(List.of(GeometryApplication.ARGUMENTS));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(Files.readString(output)).contains("with generated code: true", "by name: 42",
				"over second-broker: 8", "second connection: true", "by contract: Point[x=-1, y=-2]",
				"later: [Line[from=Point[x=3, y=4], to=Point[x=-3, y=-4]]]", "client: AmphoraContract[");
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void registersHintsForMethodsCalledByReflection() throws IOException {
		String metadata = Files.readString(Path.of(files("resources", "reachability-metadata.json").get(0)));
		assertThat(metadata)
			.contains("GeometryApplication$Geometry", "GeometryApplication$Point", "GeometryApplication$Line",
					"GeometryApplication$NoMirrorException", "\"name\": \"twice\"", "\"name\": \"mirror\"",
					"\"name\": \"lines\"", "RabbitConnectionDetails")
			.containsPattern("\"proxy\": \\[\\s*\"[\\w.]*GeometryApplication\\$Geometry\"");
	}

	/** Developer tools are no part of an application that is processed. */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("spring-boot-devtools"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static List<String> files(String below, String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(folder.resolve(below))) {
			return files.map(Path::toString).filter((file) -> file.endsWith(suffix)).toList();
		}
	}

}
