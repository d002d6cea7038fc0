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

package io.amphora.benchmark.startup;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of an application: a part of that of the benchmarks, which contains all
 * optional libraries. Contains the compiled tests, because the applications are among
 * them.
 */
final class ApplicationClassPath {

	/** What both starters depend on. */
	private static final List<String> COMMON = List.of("spring-core", "spring-beans", "spring-context", "spring-aop",
			"spring-expression", "spring-messaging", "spring-tx", "spring-amqp", "spring-rabbit", "spring-boot",
			"spring-boot-autoconfigure", "amqp-client", "netty-transport", "netty-common", "netty-buffer",
			"netty-resolver", "netty-codec", "netty-codec-base", "netty-handler",
			"netty-transport-native-unix-common", "slf4j-api", "logback-classic", "logback-core", "log4j-api",
			"log4j-to-slf4j", "jul-to-slf4j", "jakarta.annotation-api", "snakeyaml", "micrometer-observation",
			"micrometer-commons", "commons-logging", "jspecify");

	private static final List<String> AMPHORA = List.of("jackson-databind", "jackson-core", "jackson-annotations",
			"jackson-datatype-jdk8", "jackson-datatype-jsr310", "jackson-module-parameter-names", "micrometer-core",
			"HdrHistogram");

	private static final List<String> SPRING_AMQP = List.of("spring-boot-amqp");

	/** Jackson 3 has artifacts of the same names. */
	private static final String JACKSON_3 = "tools" + File.separator + "jackson";

	private static final String VERSION = "-\\d.*\\.jar";

	private ApplicationClassPath() {
	}

	static String amphora() {
		return Stream.concat(directories(), jars(Stream.concat(COMMON.stream(), AMPHORA.stream())))
			.collect(Collectors.joining(File.pathSeparator));
	}

	static String springAmqp() {
		return Stream
			.concat(directories().filter((directory) -> !directory.endsWith(Path.of("target", "classes").toString())),
					jars(Stream.concat(COMMON.stream(), SPRING_AMQP.stream())))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Stream<String> entries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
	}

	private static Stream<String> directories() {
		return entries().filter((entry) -> Files.isDirectory(Path.of(entry)))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString());
	}

	private static Stream<String> jars(Stream<String> artifacts) {
		return artifacts.map(ApplicationClassPath::jar);
	}

	private static String jar(String artifact) {
		return entries().filter((entry) -> !entry.contains(JACKSON_3))
			.filter((entry) -> Path.of(entry).getFileName().toString().matches(artifact + VERSION))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No " + artifact + " on the class path"));
	}

}
