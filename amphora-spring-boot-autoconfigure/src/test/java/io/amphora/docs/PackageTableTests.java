package io.amphora.docs;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the table of packages.
 */
class PackageTableTests {

	@Test
	void everyTypeIsInItsPackage() {
		List<String> names = Page.of(Repository.root().resolve("docs/compatibility.md"))
			.tableRows()
			.stream()
			.filter((row) -> row.get(0).startsWith("`io.amphora"))
			.flatMap((row) -> Page.codeSpans(row.get(1))
				.stream()
				.map((type) -> row.get(0).replace("`", "") + "." + type.replace("@", "")))
			.toList();
		assertThat(names).isNotEmpty().allMatch((name) -> ClassUtils.isPresent(name, getClass().getClassLoader()));
	}

}
