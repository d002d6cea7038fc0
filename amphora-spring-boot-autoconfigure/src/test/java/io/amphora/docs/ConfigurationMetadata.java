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

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.amphora.AmphoraException;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/**
 * The configuration properties, as the build has found them. It describes a map as one
 * property; here, each property of the map's values is one.
 */
final class ConfigurationMetadata {

	private static final Pattern MAP = Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.+)>");

	private ConfigurationMetadata() {
	}

	static List<Property> properties() {
		List<Property> properties = new ArrayList<>();
		for (JsonNode property : metadata().path("properties")) {
			String name = property.path("name").asText();
			Matcher map = MAP.matcher(property.path("type").asText());
			properties.add(new Property(name, property.path("defaultValue").asText(""),
					property.path("description").asText("").replaceAll("\\s+", " ")));
			if (map.matches()) {
				properties.addAll(valueProperties(name + ".<name>", ClassUtils.resolveClassName(map.group(1), null)));
			}
		}
		properties.sort(Comparator.comparing(Property::name));
		return properties;
	}

	private static JsonNode metadata() {
		try {
			Path classes = Path.of(AmphoraException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return new JsonMapper()
				.readTree(Repository.read(classes.resolve("META-INF/spring-configuration-metadata.json")));
		}
		catch (JsonProcessingException | URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Property> valueProperties(String prefix, Class<?> type) {
		List<Property> properties = new ArrayList<>();
		Parameter[] parameters = ClassUtils.getConstructorIfAvailable(type, componentTypes(type)).getParameters();
		for (int i = 0; i < parameters.length; i++) {
			RecordComponent component = type.getRecordComponents()[i];
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				properties.addAll(valueProperties(name, component.getType()));
			}
			else {
				DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
				properties.add(new Property(name, (value != null) ? String.join(",", value.value()) : "",
						description(component)));
			}
		}
		return properties;
	}

	private static Class<?>[] componentTypes(Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
	}

	/** What the Javadoc of the record says of a component. */
	private static String description(RecordComponent component) {
		Class<?> type = component.getDeclaringRecord();
		String source = Repository.read(
				Repository.mainSources().resolve(type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java"));
		String javadoc = source.substring(0, source.indexOf("record %s(".formatted(type.getSimpleName())));
		String parameter = "@param %s ".formatted(component.getName());
		int start = javadoc.lastIndexOf(parameter) + parameter.length();
		return javadoc.substring(start).split("@param|\\*/", 2)[0].replaceAll("\\s+(\\* )?", " ")
			.replace("*", "")
			.strip();
	}

	/** Whether there is a property of that name, whatever a map's key is. */
	static boolean isProperty(String name) {
		return properties().stream().anyMatch((property) -> name.matches(property.pattern()));
	}

	/** Whether there are properties whose names begin so. */
	static boolean isGroup(String name) {
		return properties().stream().anyMatch((property) -> property.name().startsWith(name + "."));
	}

	/**
	 * A property.
	 *
	 * @param name its name, with {@code <name>} for the key of a map
	 * @param defaultValue its default, or nothing
	 * @param description what it is for
	 */
	record Property(String name, String defaultValue, String description) {

		private String pattern() {
			return Pattern.quote(this.name).replace("<name>", "\\E[^.]+\\Q") + "(\\[\\d+])?";
		}

	}

}
