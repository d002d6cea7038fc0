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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.amphora.AmphoraException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.ClassUtils;

/**
 * What the build tells editors of the configuration properties.
 */
final class PropertyMetadata {

	private final JsonNode root;

	private PropertyMetadata(JsonNode root) {
		this.root = root;
	}

	static PropertyMetadata load() {
		try {
			Path classes = Path.of(AmphoraException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return new PropertyMetadata(new JsonMapper()
				.readTree(Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json"))));
		}
		catch (IOException | URISyntaxException ex) {
			throw new IllegalStateException("There is no metadata of the configuration properties", ex);
		}
	}

	List<JsonNode> properties() {
		return elements("properties").toList();
	}

	List<JsonNode> hints() {
		return elements("hints").toList();
	}

	/** The classes that properties are bound to. */
	List<Class<?>> types() {
		return elements("groups").map((group) -> group.path("type").asText())
			.<Class<?>>map((type) -> ClassUtils.resolveClassName(type, null))
			.filter((type) -> type.isAnnotationPresent(ConfigurationProperties.class))
			.toList();
	}

	private Stream<JsonNode> elements(String name) {
		return StreamSupport.stream(this.root.path(name).spliterator(), false);
	}

	static String name(JsonNode element) {
		return element.path("name").asText();
	}

}
