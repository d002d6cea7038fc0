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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the scripts of RabbitMQ are. Packages put wrappers on the PATH that become
 * another user and use that user's files, so these cannot be used for a node of our own.
 *
 * @param scripts the folder of RabbitMQ's own scripts
 * @param system the system that they belong to, or {@code null} for the one that the
 * tests run on
 */
record RabbitMqInstallation(Path scripts, @Nullable UnpackedSystem system) {

	private static final String FOLDER = "rabbitmq_server-";

	private static final String PACKAGED = "usr/lib/rabbitmq/lib";

	/** What a person has named, or else what is on the PATH. */
	static Optional<RabbitMqInstallation> find() {
		Optional<Path> home = TestSettings.rabbitMqHome().map(Path::of);
		return home.isPresent() ? home.flatMap(RabbitMqInstallation::at) : onPath();
	}

	private static Optional<RabbitMqInstallation> at(Path home) {
		Optional<Path> packaged = newestIn(home.resolve(PACKAGED));
		if (packaged.isPresent()) {
			return packaged.map((scripts) -> new RabbitMqInstallation(scripts, new UnpackedSystem(home)));
		}
		return Optional.of(home.resolve("sbin"))
			.filter((scripts) -> Files.isExecutable(scripts.resolve("rabbitmq-server")))
			.map((scripts) -> new RabbitMqInstallation(scripts, null));
	}

	private static Optional<RabbitMqInstallation> onPath() {
		return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
			.map((folder) -> Path.of(folder, "rabbitmq-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.flatMap(RabbitMqInstallation::behind)
			.map((scripts) -> new RabbitMqInstallation(scripts, null));
	}

	private static Optional<Path> behind(Path program) {
		try {
			Path anchor = program.toRealPath().resolveSibling("rabbitmq-env");
			return Files.exists(anchor) ? Optional.of(anchor.toRealPath().getParent())
					: newestIn(Path.of("/").resolve(PACKAGED));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Path> newestIn(Path packaged) {
		if (!Files.isDirectory(packaged)) {
			return Optional.empty();
		}
		try (Stream<Path> folders = Files.list(packaged)) {
			return folders.filter((folder) -> folder.getFileName().toString().startsWith(FOLDER))
				.max(Comparator.comparing((folder) -> Version.parse(version(folder))))
				.map((folder) -> folder.resolve("sbin"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String version(Path folder) {
		return folder.getFileName().toString().substring(FOLDER.length());
	}

	/** The command line of one of RabbitMQ's own scripts. */
	List<String> script(String name, String... arguments) {
		return program(this.scripts.resolve(name), arguments);
	}

	/** The command line of a program that is on the PATH of RabbitMQ's system. */
	List<String> program(String name, String... arguments) {
		return program(Path.of(name), arguments);
	}

	private List<String> program(Path program, String... arguments) {
		List<String> line = new ArrayList<>();
		if (this.system != null) {
			line.addAll(this.system.enter());
			line.add(this.system.inside(program).toString());
		}
		else {
			line.add(program.toString());
		}
		line.addAll(List.of(arguments));
		return line;
	}

	String version() {
		Path folder = this.scripts.getParent();
		return folder.getFileName().toString().startsWith(FOLDER) ? version(folder) : "unknown";
	}

}
