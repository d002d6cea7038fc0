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

import java.util.List;
import java.util.stream.Stream;

import io.amphora.client.AmphoraClientBuilder;
import io.amphora.server.AmphoraServerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the table of packages.
 */
class PackageTableTests {

	@Test
	void everyTypeIsInItsPackage() {
		assertThat(listed()).isNotEmpty().allMatch((name) -> ClassUtils.isPresent(name, getClass().getClassLoader()));
	}

	@ParameterizedTest
	@ValueSource(classes = { AmphoraClientBuilder.class, AmphoraServerBuilder.class })
	void everyTypeThatABuilderAcceptsIsListed(Class<?> builder) {
		assertThat(listed()).containsAll(Stream.of(builder.getMethods())
			.flatMap((method) -> Stream.of(method.getParameterTypes()))
			.map(Class::getName)
			.filter((type) -> type.startsWith("io.amphora."))
			.toList());
	}

	private static List<String> listed() {
		return Page.of(Repository.root().resolve("docs/compatibility.md"))
			.tableRows()
			.stream()
			.filter((row) -> row.get(0).startsWith("`io.amphora"))
			.flatMap((row) -> Page.codeSpans(row.get(1))
				.stream()
				.map((type) -> row.get(0).replace("`", "") + "." + type.replace("@", "")))
			.toList();
	}

}
