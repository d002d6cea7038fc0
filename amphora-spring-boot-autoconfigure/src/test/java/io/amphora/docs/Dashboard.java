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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The dashboard for Grafana.
 */
final class Dashboard {

	private static final Pattern METRIC = Pattern.compile("\\bamphora_[a-z_]+\\b(?=\\{)");

	private final JsonNode root;

	private Dashboard(JsonNode root) {
		this.root = root;
	}

	static Dashboard load() {
		try {
			return new Dashboard(new JsonMapper()
				.readTree(Repository.read(Repository.root().resolve("docs/grafana-dashboard.json"))));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<String> expressions() {
		List<String> expressions = new ArrayList<>();
		this.root.path("panels")
			.forEach((panel) -> panel.path("targets")
				.forEach((target) -> expressions.add(target.path("expr").asText())));
		return expressions;
	}

	static Set<String> metrics(String expression) {
		Set<String> metrics = new TreeSet<>();
		METRIC.matcher(expression).results().forEach((match) -> metrics.add(match.group()));
		return metrics;
	}

	/** Where panels are on the grid, as {@code x,y}. */
	List<String> places() {
		List<String> places = new ArrayList<>();
		this.root.path("panels")
			.forEach((panel) -> places
				.add(panel.path("gridPos").path("x").asInt() + "," + panel.path("gridPos").path("y").asInt()));
		return places;
	}

}
