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

package io.amphora.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the files of this repository.
 */
final class Repository {

	private static final String MODULE = "amphora-spring-boot-autoconfigure";

	private Repository() {
	}

	/** The nearest folder that holds this module, seen from where the tests run. */
	static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve(MODULE))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("No folder above has a folder '%s'".formatted(MODULE));
			}
		}
		return folder;
	}

	static Path mainSources() {
		return root().resolve(MODULE).resolve("src/main/java");
	}

	static Path mainKotlinSources() {
		return root().resolve(MODULE).resolve("src/main/kotlin");
	}

	static Path mainResources() {
		return root().resolve(MODULE).resolve("src/main/resources");
	}

	static Path sampleSources() {
		return root().resolve("amphora-sample-app/src/main/java");
	}

	static Path testSources() {
		return root().resolve(MODULE).resolve("src/test/java");
	}

	static Path kotlinSnippetSources() {
		return root().resolve(MODULE).resolve("src/test/kotlin/io/amphora/docs");
	}

	static Path snippetSources() {
		return root().resolve(MODULE).resolve("src/test/java/io/amphora/docs");
	}

	static List<Path> files(Path folder, String extension) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(extension)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Optional<Path> testSource(String type) {
		try (Stream<Path> files = Files.walk(root().resolve(MODULE).resolve("src/test/java"))) {
			return files.filter((file) -> file.endsWith(type + ".java")).findFirst();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Path> filesBelow(Path folder, String extension) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(extension)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
