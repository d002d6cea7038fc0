package io.amphora.autoconfigure;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.amphora.AmphoraException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the files under {@code META-INF} that Spring Boot and editors read.
 */
class AutoConfigurationMetadataTests {

	@Test
	void everyAutoConfigurationIsListedInOrder() throws Exception {
		List<String> autoConfigurations = new ClassFileImporter().importPath(classes())
			.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(listedAutoConfigurations()).isEqualTo(autoConfigurations);
	}

	@Test
	void everyPropertyIsDescribed() throws Exception {
		assertThat(properties()).allSatisfy((property) -> assertThat(property.path("description").asText())
			.as("description of %s", property.path("name").asText())
			.isNotBlank());
	}

	private List<String> listedAutoConfigurations() throws Exception {
		Path imports = metadata("spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
		return Files.exists(imports) ? Files.readAllLines(imports) : List.of();
	}

	private JsonNode properties() throws Exception {
		Path metadata = metadata("spring-configuration-metadata.json");
		return new ObjectMapper().readTree(Files.exists(metadata) ? Files.readString(metadata) : "{}")
			.path("properties");
	}

	private Path metadata(String file) throws Exception {
		return classes().resolve("META-INF").resolve(file);
	}

	private Path classes() throws URISyntaxException {
		return Path.of(AmphoraException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
