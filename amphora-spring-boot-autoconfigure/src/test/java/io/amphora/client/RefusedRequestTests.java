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

package io.amphora.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.amphora.WrongRequestException.Violation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusedRequest}.
 */
class RefusedRequestTests {

	@Test
	void firstArgumentIsTheReason() {
		assertThat(RefusedRequest.of(List.of("no such function")))
			.isEqualTo(new RefusedRequest("no such function", List.of()));
	}

	@Test
	void argumentsMayBeMissing() {
		assertThat(RefusedRequest.of(List.of())).isEqualTo(new RefusedRequest("it gave no reason", List.of()));
		assertThat(RefusedRequest.of(Collections.singletonList(null)).violations()).isEmpty();
	}

	@Test
	void secondArgumentListsTheViolations() {
		List<Map<String, String>> listed = List.of(listed("count", "must be greater than 0"),
				listed("sku", "must not be blank"));
		assertThat(RefusedRequest.of(List.of("wrong", listed)).violations()).containsExactly(
				new Violation("count", "must be greater than 0"), new Violation("sku", "must not be blank"));
	}

	@Test
	void ignoresInvalidViolations() {
		List<Object> listed = new ArrayList<>(
				List.of("text", 5, List.of(), Map.of("path", "x"), Map.of("path", 1, "message", "y"), Map.of()));
		listed.add(null);
		listed.add(listed("sku", "must not be blank"));
		assertThat(RefusedRequest.of(List.of("wrong", listed)).violations())
			.containsExactly(new Violation("sku", "must not be blank"));
		for (Object other : List.of("text", 5, Map.of("path", "x", "message", "y"))) {
			assertThat(RefusedRequest.of(List.of("wrong", other)).violations()).isEmpty();
		}
	}

	@Test
	void reasonIsShortened() {
		assertThat(RefusedRequest.of(List.of("x".repeat(3_999) + "\uD83C\uDFFA".repeat(1_000))).reason())
			.isEqualTo("x".repeat(3_999) + "...");
		String shortenedByTheServer = "x".repeat(4_000) + "...";
		assertThat(RefusedRequest.of(List.of(shortenedByTheServer)).reason()).isEqualTo(shortenedByTheServer);
	}

	@Test
	void violationsAreLimited() {
		List<Map<String, String>> many = Collections.nCopies(1_000, listed("x", "y"));
		assertThat(RefusedRequest.of(List.of("wrong", many)).violations()).hasSize(100);
		List<Map<String, String>> longOnes = Collections.nCopies(10, listed("x", "y".repeat(1_000)));
		assertThat(RefusedRequest.of(List.of("wrong", longOnes)).violations()).hasSize(3);
	}

	private static Map<String, String> listed(String path, String message) {
		return Map.of("path", path, "message", message);
	}

}
