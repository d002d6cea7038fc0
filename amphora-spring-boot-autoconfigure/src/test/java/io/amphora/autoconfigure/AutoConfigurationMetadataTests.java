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

package io.amphora.autoconfigure;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.amphora.AmphoraException;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.autoconfigure.test.AmphoraTestAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the files under {@code META-INF} that Spring Boot reads.
 */
class AutoConfigurationMetadataTests {

	@Test
	void everyAutoConfigurationIsListedInOrder() throws Exception {
		List<String> autoConfigurations = autoConfigurations();
		autoConfigurations.remove(AmphoraTestAutoConfiguration.class.getName());
		assertThat(listed("org.springframework.boot.autoconfigure.AutoConfiguration")).isEqualTo(autoConfigurations);
	}

	@Test
	void everyAutoConfigurationOfTheSliceExists() throws Exception {
		List<String> listed = listed(AmphoraTest.class.getName());
		assertThat(listed).contains(AmphoraTestAutoConfiguration.class.getName());
		assertThat(autoConfigurations())
			.containsAll(listed.stream().filter((name) -> name.startsWith("io.amphora.")).toList());
	}

	private List<String> autoConfigurations() throws Exception {
		return new ClassFileImporter().importPath(classes().resolve("io/amphora/autoconfigure"))
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private List<String> listed(String name) throws Exception {
		Path imports = metadata("spring/" + name + ".imports");
		return Files.exists(imports) ? Files.readAllLines(imports) : List.of();
	}

	private Path metadata(String file) throws Exception {
		return classes().resolve("META-INF").resolve(file);
	}

	private Path classes() throws URISyntaxException {
		return Path.of(AmphoraException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
