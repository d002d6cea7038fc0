package io.amphora.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the scripts of RabbitMQ are. Packages put wrappers on the PATH that become
 * another user and use that user's files, so these cannot be used for a node of our own.
 *
 * @param scripts the folder of RabbitMQ's own scripts
 */
record RabbitMqInstallation(Path scripts) {

	private static final String FOLDER = "rabbitmq_server-";

	private static final Path PACKAGED = Path.of("/usr/lib/rabbitmq/lib");

	static Optional<RabbitMqInstallation> onPath() {
		return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
			.map((folder) -> Path.of(folder, "rabbitmq-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.flatMap(RabbitMqInstallation::behind)
			.map(RabbitMqInstallation::new);
	}

	private static Optional<Path> behind(Path program) {
		try {
			Path anchor = program.toRealPath().resolveSibling("rabbitmq-env");
			return Files.exists(anchor) ? Optional.of(anchor.toRealPath().getParent()) : packaged();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Path> packaged() throws IOException {
		if (!Files.isDirectory(PACKAGED)) {
			return Optional.empty();
		}
		try (Stream<Path> folders = Files.list(PACKAGED)) {
			return folders.filter((folder) -> folder.getFileName().toString().startsWith(FOLDER))
				.max(Comparator.comparing((folder) -> Version.parse(version(folder))))
				.map((folder) -> folder.resolve("sbin"));
		}
	}

	private static String version(Path folder) {
		return folder.getFileName().toString().substring(FOLDER.length());
	}

	String script(String name) {
		return this.scripts.resolve(name).toString();
	}

	String version() {
		Path folder = this.scripts.getParent();
		return folder.getFileName().toString().startsWith(FOLDER) ? version(folder) : "unknown";
	}

}
